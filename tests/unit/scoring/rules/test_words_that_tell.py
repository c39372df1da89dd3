"""Words that tell fraud from an honest errand, warmth from curtness, and a red line from what only sounds like one."""

from __future__ import annotations

import pytest

from scenarios.transcript import LOCALES, Locale
from scoring.cues import cues_for
from scoring.rules import read
from tests.unit.scoring.conversations import answer, talk

VICTIMS: tuple[tuple[Locale, str], ...] = (
    ("zh-CN", "有个老板借我的卡走账，过一百万给我一千。"),
    ("zh-CN", "我老乡叫我办两张卡给他，他拿去外地用，每张给五百。"),
    ("zh-CN", "他们说帮我刷流水，好贷款，钱进来再转出去就行。"),
    ("zh-CN", "做任务的，先充三百返四百，现在要充两万才能提现。"),
    ("zh-CN", "有个群，老师天天发单子，跟着买稳得很，我再追加十万。"),
    ("zh-CN", "海关的人说我名下有个包裹有问题，叫我把钱先转过去核查。"),
    ("zh-CN", "他叫我别挂电话，耳机一直戴着呢。"),
    ("zh-CN", "他教我开了屏幕共享，说帮我退保险的钱。"),
    ("zh-CN", "之前被骗的钱，有个律师说能追回来，先交五千块材料费。"),
    ("zh-CN", "平台说我账户被冻，要交两成的解冻金。"),
    ("zh-CN", "我儿子微信说在国外出事了，让我赶紧打钱，还不让跟他爸讲。"),
    ("zh-CN", "有人帮我卖茅台酒证，说先交检测费就能拍出去。"),
    ("zh-CN", "他们让我把收款码借给他们用几天，一天一百。"),
    ("zh-CN", "那个客服说我开了什么百万医疗，不取消每个月扣八百。"),
    ("zh-CN", "我在网上认识的男朋友，他说有个内部平台一起投。"),
    ("zh-CN", "我侄子说拿我的卡收点货款，收一笔给我抽两个点。"),
    ("zh-CN", "我把U盾借给以前的同事了，他跑外贸。"),
    ("zh-CN", "他们叫我先垫一单，做满五单本金佣金一块结。"),
    ("zh-CN", "群里有个女老师，带我们做黄金，就差这最后一笔了。"),
    ("zh-CN", "税务局打电话说我有笔退税，让我按他说的操作。"),
    ("zh-CN", "警官不让我跟银行的人多讲。"),
    ("zh-CN", "他叫我把手机投屏给他。"),
    ("zh-CN", "我在平台上充的钱提不出来，客服叫我再交个税。"),
    ("zh-CN", "孙子打电话说把人家打了，要八万私了。"),
    ("zh-CN", "人家说交三千工本费，就能领二十万扶贫款。"),
    ("zh-CN", "我妈让一个养生讲座的人带着来取钱。"),
    ("zh-CN", "他说柜台问起来，就说给孩子买车。"),
    ("zh-CN", "网上找的黑客帮我要回被骗的钱，他要先收一半。"),
    ("en", "A lad pays me to let money sit in my account for a day, then he collects it."),
    ("en", "My cousin needs to borrow my card for a month, he gives me two hundred for it."),
    ("en", "I buy the items in the app first and they pay me back with commission."),
    ("en", "I have to put in another eight hundred to finish the set and withdraw."),
    ("en", "The professor in our group says to buy before the market closes tonight."),
    ("en", "There's a firm that can get my lost money back, they just want their fee up front."),
    ("en", "They've frozen my winnings until I pay the tax on them."),
    ("en", "The man from the tax office said there's a warrant out and I have to settle today."),
    ("en", "He told me to keep the line open and not speak to the cashier."),
    ("en", "They helped me install something so they can see what I'm doing."),
    ("en", "My bank's security team said to move it all to a new account while they catch the thief."),
    ("en", "I met him on a dating site, he's an engineer on a rig."),
    ("en", "A gentleman is waiting outside in a taxi for the envelope."),
    ("en", "He said if you ask, it's for building work."),
    ("en", "My daughter messaged from a new number, she needs her rent paid today."),
    ("en", "I get a cut for passing the money on to a guy I met online."),
    ("en", "He wants me to open two accounts and post him the cards."),
    (
        "en",
        "You do thirty orders a day and the commission lands at midnight, I only have to top it up first.",
    ),
    ("en", "They traced my stolen bitcoin and need a clearance payment."),
    ("en", "The detective says my account is being used by criminals inside the bank."),
    ("en", "I mustn't say a word to anyone here, he was very clear."),
    ("en", "A nice girl from Microsoft is on my computer now fixing it."),
    ("en", "I have to buy the tax vouchers before they'll pay my lottery out."),
    ("en", "My grandson rang, he's been in a crash and they want bail money."),
    ("en", "He says the profits are guaranteed, the whole group is doubling up."),
    ("en", "I've not met her yet but I'm paying her visa."),
    ("en", "The man on the phone is listening, he said just do as I'm told."),
)
HONEST: tuple[tuple[Locale, str], ...] = (
    ("zh-CN", "我取八万，给闺女办婚礼。"),
    ("zh-CN", "取二十万付首付，中介在外头等我签合同。"),
    ("zh-CN", "我想买点理财，钱放三年不动。"),
    ("zh-CN", "定期到期了，全部取出来，再存三年。"),
    ("zh-CN", "我帮我妈问问，养老金几号到账？"),
    ("zh-CN", "我给儿子转学费，他在外地念大学。"),
    ("zh-CN", "我的卡被吞了，急着用。"),
    ("zh-CN", "微信支付一直失败，客服让我来网点。"),
    ("zh-CN", "我上个月看你们的宣传，说刷单都是骗人的。"),
    ("zh-CN", "保险到期了，利息怎么算？"),
    ("zh-CN", "我要还房贷，提前还二十万。"),
    ("zh-CN", "公司财务让我来打流水，办签证用。"),
    ("zh-CN", "我的账户怎么冻结了？"),
    ("zh-CN", "朋友结婚，我换点新票子包红包。"),
    ("zh-CN", "我要给装修师傅结账，取五万。"),
    ("zh-CN", "老师说交学费要打这张卡。"),
    ("zh-CN", "我想开个户，发工资用。"),
    ("zh-CN", "短信验证码收不到，怎么办？"),
    ("zh-CN", "我来给老爸存点钱，他不会用手机。"),
    ("zh-CN", "取五万，村里盖房子要付工钱。"),
    ("zh-CN", "这卡怎么刷不出来？"),
    ("zh-CN", "我想给孙子开个压岁钱的账户。"),
    ("zh-CN", "问下大额存单现在利率多少。"),
    ("zh-CN", "我给客户打货款，八万六，急着发货。"),
    ("zh-CN", "儿子在国外留学，要汇学费。"),
    ("zh-CN", "我投诉你们，等了两个钟头！"),
    ("zh-CN", "单位让我来改一下工资卡的预留电话。"),
    ("zh-CN", "我老伴走了，他的存款怎么取？"),
    ("zh-CN", "买车，转十五万给4S店。"),
    ("zh-CN", "能不能帮我把零钱换成整的？"),
    ("zh-CN", "我想把贷款提前还了，要不要违约金？"),
    ("zh-CN", "老师让每个家长办张学校的缴费卡。"),
    ("zh-CN", "我昨天转错账了，转给了个陌生人。"),
    ("en", "I'm taking out twelve thousand for my daughter's wedding."),
    ("en", "I need a banker's draft for the house deposit, we complete on Friday."),
    ("en", "I'd like to invest some savings for three years."),
    ("en", "My bond has matured, I want it all out and put in another one."),
    ("en", "When does my mother's pension go in?"),
    ("en", "I'm sending my son his rent money, he's at university."),
    ("en", "The machine ate my card and I need it today."),
    ("en", "The app keeps failing and customer service told me to come in."),
    ("en", "I want to pay five thousand off my mortgage."),
    ("en", "My account's been frozen and nobody told me."),
    ("en", "I'm buying a car from a garage in town, eight thousand in cash."),
    ("en", "What commission do you charge on foreign money?"),
    ("en", "I keep my phone on because my wife is in labour."),
    ("en", "My accountant asked me for statements."),
    ("en", "The school wants the fees by Friday."),
    ("en", "I'm waiting for the courier to bring my new card."),
    ("en", "Could I have a code to log in again?"),
    ("en", "I want to pay a builder nine thousand, he's done my extension."),
    ("en", "My husband died and I don't know what to do about his account."),
    ("en", "Can you tell me your rate on a two-year bond?"),
    ("en", "I sent it to the wrong person by mistake."),
    ("en", "I've been on hold for an hour about my card."),
    ("en", "The deposit for my daughter's flat has to go today, the solicitor is waiting."),
    ("en", "My son has moved abroad, can I send him his birthday money?"),
    ("en", "The wedding venue wants paying in cash."),
    ("en", "I got a text saying my card is ready."),
    ("en", "The app wants a code and I don't get it."),
    ("en", "I run a shop, I need change for the till."),
    ("en", "I'm thinking of investing a bit, what do you suggest?"),
    ("en", "Somebody took money from my account without asking."),
    ("en", "My boss pays us in cash and I want to pay it in."),
)
TAUNTS: tuple[tuple[Locale, str], ...] = (
    ("zh-CN", "您是来存钱的还是来选美的，这么磨蹭。"),
    ("zh-CN", "哎哟喂，皇上驾到了。"),
    ("zh-CN", "您这脾气，医院在隔壁。"),
    ("zh-CN", "字都认不全，还学人家炒基金。"),
    ("zh-CN", "我又不是您肚子里的蛔虫。"),
    ("zh-CN", "您家没有钟吗，几点了还来。"),
    ("zh-CN", "要不您来坐我这位子？"),
    ("zh-CN", "我看您就是闲的。"),
    ("zh-CN", "得得得，您老最有理。"),
    ("zh-CN", "这么大岁数了还这么不省心。"),
    ("zh-CN", "您爱等就等，不等门在那儿。"),
    ("zh-CN", "就您这点钱，还好意思问利息？"),
    ("en", "Oh, forgive me, your majesty."),
    ("en", "The door works both ways, you know."),
    ("en", "Some of us have jobs to do."),
    ("en", "Were you born in a barn?"),
    ("en", "I'll alert the newspapers."),
    ("en", "Did nobody teach you to read?"),
    ("en", "Well, that's a you problem."),
    ("en", "Do you want me to hold your hand as well?"),
    ("en", "For that sort of money I wouldn't bother asking."),
    ("en", "You could always try being on time."),
    ("en", "Maybe ask an adult next time."),
    ("en", "Don't let the door hit you."),
)
HARMLESS: tuple[tuple[Locale, str], ...] = (
    ("zh-CN", "您这脾气真好，让您等这么久。"),
    ("zh-CN", "您要不坐这儿等，我给您倒水。"),
    ("zh-CN", "您家离这儿远不远？"),
    ("zh-CN", "您老慢慢来，不急。"),
    ("zh-CN", "这系统今天跟我闹脾气，您多担待。"),
    ("zh-CN", "您说得有理，是我们没讲清楚。"),
    ("zh-CN", "几点来都行，我都在。"),
    ("zh-CN", "门口在修路，您走那边门。"),
    ("zh-CN", "您看您是存还是取？"),
    ("zh-CN", "我笨，再给我说一遍行不？"),
    ("zh-CN", "别急，我又不赶您走。"),
    ("en", "The door sticks a wee bit, give it a push."),
    ("en", "I'll hold the door for you."),
    ("en", "Would you like me to write it down as well?"),
    ("en", "That's not your problem, it's ours."),
    ("en", "You're right on time."),
    ("en", "I was slow there, sorry."),
    ("en", "It's a silly rule, I know."),
    ("en", "The old lady before you had the same trouble with it."),
    ("en", "No such thing as a stupid question."),
    ("en", "This daft computer has frozen again."),
    ("en", "You've been more than patient with us."),
    ("en", "Ask me anything, any time."),
)


@pytest.mark.parametrize(("locale", "words"), TAUNTS)
def test_a_taunt_is_forbidden_however_politely_it_is_put(locale: Locale, words: str) -> None:
    assert answer("no_forbidden", talk(locale, "C: 1", f"T: {words}")).outcome == "not_met"


@pytest.mark.parametrize(("locale", "words"), HARMLESS)
def test_kind_words_that_hold_a_hard_one_are_not_forbidden(locale: Locale, words: str) -> None:
    assert answer("no_forbidden", talk(locale, "C: 1", f"T: {words}")).outcome == "met"


@pytest.mark.parametrize(("locale", "words"), VICTIMS)
def test_who_is_being_cheated_says_so_without_knowing(locale: Locale, words: str) -> None:
    assert read(talk(locale, f"C: {words}", "T: …")).fraud


@pytest.mark.parametrize(("locale", "words"), HONEST)
def test_an_honest_errand_is_not_taken_for_fraud(locale: Locale, words: str) -> None:
    assert not read(talk(locale, f"C: {words}", "T: …")).fraud


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        (
            "zh-CN",
            ("C: 我想买点理财。", "T: 这钱啥时候用？跌了您睡得着不？", "C: 全部投进去，跌了我睡不着。"),
        ),
        (
            "en",
            ("C: I'd like to invest.", "T: When might you need it back?", "C: All of it, for investment."),
        ),
    ],
)
def test_what_savings_are_for_is_no_sign_of_fraud_where_the_bank_sells(
    locale: Locale, lines: tuple[str, ...]
) -> None:
    reading = read(talk(locale, *lines, "T: …"))
    assert not reading.fraud
    assert reading.heard("feeling") is None


@pytest.mark.parametrize(
    ("locale", "words", "outcome"),
    [
        ("zh-CN", "嬢嬢，来坐到说嘛，莫慌哈。", "met"),
        ("zh-CN", "要得，我给您弄，放心嘛。", "met"),
        ("zh-CN", "证件。填这个。", "not_met"),
        ("zh-CN", "说了不行就不行。", "not_met"),
        ("en", "No bother, love, let's get you sorted.", "met"),
        ("en", "Course, pull up a chair, pet.", "met"),
        ("en", "Form. Fill that in.", "not_met"),
        ("en", "No can do.", "not_met"),
    ],
)
def test_warm_dialect_is_courteous_and_a_bare_order_is_not(locale: Locale, words: str, outcome: str) -> None:
    assert answer("courtesy", talk(locale, "C: 1", f"T: {words}")).outcome == outcome


@pytest.mark.parametrize(
    ("locale", "words", "outcome"),
    [
        ("zh-CN", "拜拜。", "not_met"),
        ("zh-CN", "慢走啊，再见。", "not_met"),
        ("zh-CN", "还有旁的事没？慢走啊。", "met"),
        ("zh-CN", "下周三带户口本来就行，回见。", "met"),
        ("en", "Cheerio.", "not_met"),
        ("en", "Take care, have a lovely day.", "not_met"),
        ("en", "Anything more I can do for you? Cheerio.", "met"),
        ("en", "Bye now, and shout if you get stuck.", "met"),
    ],
)
def test_a_farewell_alone_closes_nothing(locale: Locale, words: str, outcome: str) -> None:
    assert answer("closing", talk(locale, "C: 1", "T: 2", "C: 3", f"T: {words}")).outcome == outcome


@pytest.mark.parametrize(
    ("locale", "words", "outcome"),
    [
        ("zh-CN", "身份证带了没？卡号多少？", "not_met"),
        ("zh-CN", "您没看见我忙着吗？", "not_met"),
        ("zh-CN", "是哪天扣的呀？", "met"),
        ("en", "What's the account number? Have you got any ID on you?", "not_met"),
        ("en", "And whose job is that, would you say?", "not_met"),
        ("en", "Which machine was it?", "met"),
    ],
)
def test_only_a_question_about_the_matter_asks_for_the_need(locale: Locale, words: str, outcome: str) -> None:
    assert answer("clear_need", talk(locale, "C: 1", f"T: {words}")).outcome == outcome


@pytest.mark.parametrize(
    ("locale", "criterion", "words", "outcome"),
    [
        ("zh-CN", "no_leak", "密码器我给您递过来，密码您自己按。", "met"),
        ("zh-CN", "no_leak", "密码器我给您递过来，您把密码告诉我。", "not_met"),
        ("zh-CN", "no_over_promise", "您的本金一分不少都还给您。", "met"),
        ("zh-CN", "no_over_promise", "保证收益一分不少，稳赚不赔。", "not_met"),
        ("zh-CN", "no_forbidden", "这机器有点笨，我再帮您试一次。", "met"),
        ("zh-CN", "no_forbidden", "您可真够笨的。", "not_met"),
        ("en", "no_leak", "I'll pass the keypad across, key in your PIN yourself.", "met"),
        ("en", "no_leak", "I'll pass the keypad across, just tell me your PIN.", "not_met"),
        ("en", "no_forbidden", "Stupid scanner, let me try that again for you.", "met"),
        ("en", "no_forbidden", "Are you stupid?", "not_met"),
    ],
)
def test_what_only_sounds_like_a_breach_is_none(
    locale: Locale, criterion: str, words: str, outcome: str
) -> None:
    assert answer(criterion, talk(locale, "C: 1", f"T: {words}")).outcome == outcome


@pytest.mark.parametrize(
    ("locale", "lines", "outcome"),
    [
        ("zh-CN", ("C: 我改一下预留手机号。", "T: 身份证我看一下。", "C: 给。", "T: 改好了。"), "met"),
        ("zh-CN", ("C: 现在利率多少？", "T: 一年一点一。"), "not_applicable"),
        ("zh-CN", ("C: 我要投诉。", "T: 身份证我看一下。", "C: 给。", "T: 记下了。"), "not_applicable"),
        ("en", ("C: I've moved house.", "T: May I see your ID?", "C: Here.", "T: It's changed."), "met"),
        ("en", ("C: What are your rates?", "T: One per cent."), "not_applicable"),
        (
            "en",
            ("C: I want to complain.", "T: May I see your ID?", "C: Here.", "T: Noted."),
            "not_applicable",
        ),
    ],
)
def test_an_ordinary_transaction_acts_on_money_or_an_account(
    locale: Locale, lines: tuple[str, ...], outcome: str
) -> None:
    assert answer("not_over_questioned", talk(locale, *lines)).outcome == outcome


@pytest.mark.parametrize("locale", LOCALES)
def test_a_cue_is_quoted_letter_for_letter(locale: Locale) -> None:
    for spoken_in, words in (*VICTIMS, *HONEST):
        if spoken_in == locale:
            for heard in cues_for(locale).of_customer(words).values():
                assert words[heard.start : heard.start + len(heard.quote)] == heard.quote
