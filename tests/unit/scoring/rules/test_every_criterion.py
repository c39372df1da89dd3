"""Each criterion is met, missed and left alone where it does not apply, in both languages."""

from __future__ import annotations

import pytest

from scenarios.transcript import Locale
from scoring.assessment import Outcome
from scoring.rules import QUESTIONS
from tests.unit.scoring.conversations import answer, talk

Case = tuple[Locale, str, Outcome, tuple[str, ...]]

CASES: tuple[Case, ...] = (
    ("zh-CN", "greeting", "met", ("C: 我来取钱。", "T: 您好，请问您要取多少？")),
    ("zh-CN", "greeting", "not_met", ("C: 我来取钱。", "T: 取多少？")),
    ("zh-CN", "greeting", "not_applicable", ()),
    ("zh-CN", "courtesy", "met", ("C: 我来取钱。", "T: 您好，请您稍等，麻烦您了。")),
    ("zh-CN", "courtesy", "not_met", ("C: 我来取钱。", "T: 等着。")),
    ("zh-CN", "courtesy", "not_applicable", ("C: 有人吗？",)),
    ("zh-CN", "clear_need", "met", ("C: 我的卡有问题。", "T: 您能跟我说说是怎么回事吗？")),
    ("zh-CN", "clear_need", "not_met", ("C: 我的卡有问题。", "T: 换一张新的就行了。")),
    ("zh-CN", "clear_need", "not_applicable", ()),
    ("zh-CN", "feeling_first", "met", ("C: 急死我了！", "T: 您着急我特别理解，我马上帮您看。")),
    ("zh-CN", "feeling_first", "not_met", ("C: 气死我了！", "T: 按规定必须本人来。", "T: 您的心情我理解。")),
    ("zh-CN", "feeling_first", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    ("zh-CN", "apology", "met", ("C: 我等了一个小时了。", "T: 让您久等了，非常抱歉。")),
    ("zh-CN", "apology", "not_met", ("C: 我等了一个小时了。", "T: 今天人多。")),
    ("zh-CN", "apology", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    (
        "zh-CN",
        "plain_words",
        "met",
        ("C: 什么叫人脸识别？", "T: 简单说，就是机器要看看是不是您本人。"),
    ),
    ("zh-CN", "plain_words", "not_met", ("C: 为什么转不了？", "T: 您这是触发了二类户限额风控。")),
    ("zh-CN", "plain_words", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    (
        "zh-CN",
        "paced",
        "met",
        ("C: 我七十五了，不会弄这个。", "T: 您先把卡插进来，别的先不管。插好了吗？"),
    ),
    (
        "zh-CN",
        "paced",
        "not_met",
        ("C: 我七十五了，不会弄这个。", "T: 您先插卡，然后点取款，再输金额，最后按确认。"),
    ),
    ("zh-CN", "paced", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    (
        "zh-CN",
        "person_offered",
        "met",
        ("C: 我七十五了，那个机器我不会用。", "T: 不想用机器没关系，咱们走柜台，我陪您去。"),
    ),
    (
        "zh-CN",
        "person_offered",
        "not_met",
        ("C: 我七十五了，想取点现金。", "T: 柜台不办，只能在机器上取。"),
    ),
    ("zh-CN", "person_offered", "not_applicable", ("C: 这机器怎么用？", "T: 您把卡插进去。")),
    (
        "zh-CN",
        "reason_and_way",
        "met",
        ("C: 帮我查我儿子的卡。", "T: 这个我不能给您查，因为要保护他的账户安全。您可以请他本人来办。"),
    ),
    ("zh-CN", "reason_and_way", "not_met", ("C: 帮我查我儿子的卡。", "T: 这个我不能给您查。")),
    ("zh-CN", "reason_and_way", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    ("zh-CN", "complaint_taken", "met", ("C: 我要投诉！", "T: 您的投诉我记录下来了。")),
    ("zh-CN", "complaint_taken", "not_met", ("C: 我要投诉！", "T: 这不归我管，您找别人。")),
    ("zh-CN", "complaint_taken", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    ("zh-CN", "time_given", "met", ("C: 什么时候有结果？", "T: 今天下午五点前给您回电话。")),
    ("zh-CN", "time_given", "not_met", ("C: 什么时候有结果？", "T: 有结果会尽快通知您。")),
    ("zh-CN", "time_given", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    ("zh-CN", "owned", "met", ("C: 贷款没批，找谁？", "T: 我现在就帮您联系信贷部。")),
    ("zh-CN", "owned", "not_met", ("C: 贷款没批，找谁？", "T: 这不归我管，您找别人。")),
    ("zh-CN", "owned", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    ("zh-CN", "identity_checked", "met", ("C: 查一下余额。", "T: 麻烦出示一下身份证。")),
    ("zh-CN", "identity_checked", "not_met", ("C: 查一下余额。", "T: 您账户里还有三千块。")),
    ("zh-CN", "identity_checked", "not_applicable", ("C: 几点关门？", "T: 五点关门。")),
    (
        "zh-CN",
        "fraud_probed",
        "met",
        ("C: 警察让我把钱转到安全账户。", "T: 这笔钱是打算做什么用的？是谁让您转的？"),
    ),
    ("zh-CN", "fraud_probed", "not_met", ("C: 警察让我把钱转到安全账户。", "T: 好的，请稍等。")),
    ("zh-CN", "fraud_probed", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    (
        "zh-CN",
        "fraud_stopped",
        "met",
        (
            "C: 警察让我把钱转到安全账户。",
            "T: 这很像诈骗，公检法不会让您转账。我请主管来一起看，咱们打96110核实。",
        ),
    ),
    ("zh-CN", "fraud_stopped", "not_met", ("C: 警察让我把钱转到安全账户。", "T: 您再考虑考虑。")),
    ("zh-CN", "fraud_stopped", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    (
        "zh-CN",
        "not_over_questioned",
        "met",
        ("C: 我要取三千块钱。", "T: 您好，取三千对吧，麻烦身份证给我。"),
    ),
    (
        "zh-CN",
        "not_over_questioned",
        "not_met",
        ("C: 我要取三千块钱。", "T: 取这么多钱干什么？必须说清楚用途。"),
    ),
    ("zh-CN", "not_over_questioned", "not_applicable", ("C: 几点关门？", "T: 五点关门。")),
    (
        "zh-CN",
        "suitable_and_disclosed",
        "met",
        (
            "C: 有什么理财推荐吗？",
            "T: 这笔钱大概多久不用？要是亏一点，您能接受吗？",
            "C: 三年不用，亏一点能接受。",
            "T: 可以看看这款基金，它不保本，有可能亏；管理费一年千分之三，办的时候要双录。",
        ),
    ),
    (
        "zh-CN",
        "suitable_and_disclosed",
        "not_met",
        ("C: 有什么理财推荐吗？", "T: 我给您推荐这款基金，收益不错。"),
    ),
    ("zh-CN", "suitable_and_disclosed", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    (
        "zh-CN",
        "closing",
        "met",
        ("C: 办好了？", "T: 办好了。", "C: 谢谢。", "T: 还有别的需要帮您吗？请慢走。"),
    ),
    ("zh-CN", "closing", "not_met", ("C: 办好了？", "T: 嗯。", "C: 那我走了。", "T: 嗯。")),
    ("zh-CN", "closing", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    ("zh-CN", "no_forbidden", "met", ("C: 我不会弄。", "T: 没关系，我陪您一起办。")),
    ("zh-CN", "no_forbidden", "not_met", ("C: 我不会弄。", "T: 跟您说了也不懂。")),
    ("zh-CN", "no_forbidden", "not_applicable", ("C: 有人吗？",)),
    ("zh-CN", "no_over_promise", "met", ("C: 能批吗？", "T: 能不能批我不敢跟您打包票。")),
    ("zh-CN", "no_over_promise", "not_met", ("C: 能批吗？", "T: 放心，肯定能批。")),
    ("zh-CN", "no_over_promise", "not_applicable", ("C: 有人吗？",)),
    ("zh-CN", "no_leak", "met", ("C: 密码要告诉你吗？", "T: 密码您自己输，别告诉我。")),
    ("zh-CN", "no_leak", "not_met", ("C: 短信来了。", "T: 您把验证码念给我。")),
    ("zh-CN", "no_leak", "not_applicable", ("C: 有人吗？",)),
    (
        "zh-CN",
        "no_fraud_aid",
        "met",
        ("C: 警察让我把钱转到安全账户。", "T: 这很像诈骗，咱们先不转。"),
    ),
    (
        "zh-CN",
        "no_fraud_aid",
        "not_met",
        ("C: 警察让我把钱转到安全账户，快点。", "T: 好的，那我这就帮您转过去。"),
    ),
    ("zh-CN", "no_fraud_aid", "not_applicable", ("C: 我来存钱。", "T: 您好，存多少？")),
    ("en", "greeting", "met", ("C: I need some cash.", "T: Good morning, how much would you like?")),
    ("en", "greeting", "not_met", ("C: I need some cash.", "T: How much?")),
    ("en", "greeting", "not_applicable", ()),
    ("en", "courtesy", "met", ("C: I need some cash.", "T: Certainly. Could you wait a moment, please?")),
    ("en", "courtesy", "not_met", ("C: I need some cash.", "T: Hurry up.")),
    ("en", "courtesy", "not_applicable", ("C: Hello, anybody there?",)),
    ("en", "clear_need", "met", ("C: My card is odd.", "T: Could you tell me what happened?")),
    ("en", "clear_need", "not_met", ("C: My card is odd.", "T: You'll need a new one.")),
    ("en", "clear_need", "not_applicable", ()),
    (
        "en",
        "feeling_first",
        "met",
        ("C: I'm so worried about this.", "T: I can see how worrying this is. Let's look together."),
    ),
    (
        "en",
        "feeling_first",
        "not_met",
        ("C: I'm furious!", "T: The policy says you must come in person."),
    ),
    ("en", "feeling_first", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    ("en", "apology", "met", ("C: I've been waiting for an hour.", "T: I'm so sorry you had to wait.")),
    ("en", "apology", "not_met", ("C: I've been waiting for an hour.", "T: It's busy today.")),
    ("en", "apology", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    (
        "en",
        "plain_words",
        "met",
        ("C: What does face scan mean?", "T: Put simply, the machine just checks it is really you."),
    ),
    ("en", "plain_words", "not_met", ("C: Why was it blocked?", "T: Your KYC refresh hit a CIP flag.")),
    ("en", "plain_words", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    (
        "en",
        "paced",
        "met",
        (
            "C: I'm eighty and I can't work this.",
            "T: First, just put the card in. Does that make sense so far?",
        ),
    ),
    (
        "en",
        "paced",
        "not_met",
        (
            "C: I'm eighty and I can't work this.",
            "T: Insert your card, then choose withdrawal, enter the amount and then enter your PIN.",
        ),
    ),
    ("en", "paced", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    (
        "en",
        "person_offered",
        "met",
        (
            "C: I'm eighty and I can't use that machine.",
            "T: We can do it at the counter instead. I'll walk you over.",
        ),
    ),
    (
        "en",
        "person_offered",
        "not_met",
        ("C: I'm eighty and I'd like some cash.", "T: You have to use the machine."),
    ),
    ("en", "person_offered", "not_applicable", ("C: How does this machine work?", "T: Put your card in.")),
    (
        "en",
        "reason_and_way",
        "met",
        (
            "C: Tell me my son's balance.",
            "T: I'm not able to do that, because it protects his account. He could come in himself.",
        ),
    ),
    ("en", "reason_and_way", "not_met", ("C: Tell me my son's balance.", "T: I'm not able to do that.")),
    ("en", "reason_and_way", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    ("en", "complaint_taken", "met", ("C: I want to complain.", "T: I've logged your complaint.")),
    ("en", "complaint_taken", "not_met", ("C: I want to complain.", "T: That's not my department.")),
    ("en", "complaint_taken", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    ("en", "time_given", "met", ("C: When will I hear?", "T: I'll call you by 5 pm today.")),
    ("en", "time_given", "not_met", ("C: When will I hear?", "T: We'll let you know as soon as possible.")),
    ("en", "time_given", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    (
        "en",
        "owned",
        "met",
        ("C: My loan was refused.", "T: I'll ask the loan team to review it and call you back."),
    ),
    ("en", "owned", "not_met", ("C: My loan was refused.", "T: That's not my department.")),
    ("en", "owned", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    ("en", "identity_checked", "met", ("C: What's my balance?", "T: May I see your ID first?")),
    ("en", "identity_checked", "not_met", ("C: What's my balance?", "T: Your account has 300 left.")),
    ("en", "identity_checked", "not_applicable", ("C: When do you close?", "T: At five.")),
    (
        "en",
        "fraud_probed",
        "met",
        ("C: The police told me to use a safe account.", "T: May I ask what the transfer is for?"),
    ),
    ("en", "fraud_probed", "not_met", ("C: The police told me to use a safe account.", "T: One moment.")),
    ("en", "fraud_probed", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    (
        "en",
        "fraud_stopped",
        "met",
        (
            "C: The police told me to use a safe account.",
            "T: This looks like a scam. I'll bring in my manager, and let's call the police on 110.",
        ),
    ),
    ("en", "fraud_stopped", "not_met", ("C: The police told me to use a safe account.", "T: I see.")),
    ("en", "fraud_stopped", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    (
        "en",
        "not_over_questioned",
        "met",
        ("C: I'd like to withdraw 300.", "T: Certainly, 300. May I see your ID, please?"),
    ),
    (
        "en",
        "not_over_questioned",
        "not_met",
        ("C: I'd like to withdraw 300.", "T: Why do you need so much cash?"),
    ),
    ("en", "not_over_questioned", "not_applicable", ("C: When do you close?", "T: At five.")),
    (
        "en",
        "suitable_and_disclosed",
        "met",
        (
            "C: Which fund should I buy?",
            "T: How long could you leave the money? How much of a loss could you accept?",
            "C: Three years, a few per cent.",
            "T: You could look at this bond fund. It is not guaranteed and has a management fee.",
        ),
    ),
    (
        "en",
        "suitable_and_disclosed",
        "not_met",
        ("C: Which fund should I buy?", "T: I'd recommend this fund, it returned 9 per cent."),
    ),
    ("en", "suitable_and_disclosed", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    (
        "en",
        "closing",
        "met",
        ("C: Is it done?", "T: All done.", "C: Thanks.", "T: Is there anything else I can help with?"),
    ),
    ("en", "closing", "not_met", ("C: Is it done?", "T: Yes.", "C: I'm off then.", "T: Yes.")),
    ("en", "closing", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
    ("en", "no_forbidden", "met", ("C: I can't work it.", "T: I'll go through it with you, please.")),
    ("en", "no_forbidden", "not_met", ("C: I can't work it.", "T: You wouldn't understand.")),
    ("en", "no_forbidden", "not_applicable", ("C: Hello?",)),
    ("en", "no_over_promise", "met", ("C: Will it pass?", "T: I can't promise it will be approved.")),
    ("en", "no_over_promise", "not_met", ("C: Is it safe?", "T: Guaranteed, you can't lose.")),
    ("en", "no_over_promise", "not_applicable", ("C: Hello?",)),
    ("en", "no_leak", "met", ("C: Shall I say my PIN?", "T: Please don't tell me your PIN.")),
    ("en", "no_leak", "not_met", ("C: I got a text.", "T: Read me the code you received.")),
    ("en", "no_leak", "not_applicable", ("C: Hello?",)),
    (
        "en",
        "no_fraud_aid",
        "met",
        ("C: The police told me to use a safe account.", "T: This looks like a scam, let's wait."),
    ),
    (
        "en",
        "no_fraud_aid",
        "not_met",
        ("C: The police told me to transfer it to a safe account.", "T: Sure, I'll send it right away."),
    ),
    ("en", "no_fraud_aid", "not_applicable", ("C: I'd like to pay this in.", "T: Good morning.")),
)


@pytest.mark.parametrize(("locale", "criterion", "outcome", "lines"), CASES)
def test_a_criterion_is_answered_as_a_person_would(
    locale: Locale, criterion: str, outcome: Outcome, lines: tuple[str, ...]
) -> None:
    transcript = talk(locale, *lines)
    assert answer(criterion, transcript).outcome == outcome


def test_every_criterion_is_tried_in_every_outcome_and_language() -> None:
    tried = {(locale, criterion, outcome) for locale, criterion, outcome, _ in CASES}
    wanted = {
        (locale, criterion, outcome)
        for locale in ("zh-CN", "en")
        for criterion in QUESTIONS
        for outcome in ("met", "not_met", "not_applicable")
    }
    assert tried == wanted
