"""What gets in the way of the invented bank's staff, what the listener answered, and how their weeks were."""

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import insert

from lms.culture.staff.answering import answer_voice
from lms.culture.staff.hardship import confirm_talk, give_thanks, note_pause, set_talk, tell_abuse
from lms.culture.staff.mood import publish_moods, week_of
from lms.culture.staff.tables import MoodAnswer
from lms.culture.staff.voice import say_whether_it_helped, speak_up
from lms.people import Role

if TYPE_CHECKING:
    from lms.culture.demo import Story

LISTENER = "peng.shaoan"
VOICES = (
    # Who said it how many days ago, with their name, for their managers too, in which words; then what followed: who
    # said what how many days ago (answered, helped, not_helped).
    (
        "qian.xiuzhen",
        24,
        True,
        True,
        "二号柜的点钞机三天两头卡钞，客户看着我一张一张数，换机申请交了两个月没有回音。",
        (
            (LISTENER, "answered", 21, "问过设备中心，单子压在分行。已催办，新机器本周三送到网点。"),
            ("qian.xiuzhen", "helped", 18, "新机器装好了，谢谢。"),
        ),
    ),
    (
        "new-hire",
        5,
        True,
        False,
        "中午只剩我一个人在柜台，不熟的业务不敢办，又没人可以问，客户一急我就更慌。",
        (
            (
                LISTENER,
                "answered",
                2,
                "跟支行商量过：下周起午间排班保证一位满一年的同事在岗；平时拿不准可以直接拨内线 6120。",
            ),
        ),
    ),
    (
        "deng.ziang",
        6,
        False,
        False,
        "早会上当着大家的面念我的差错，我知道要改，可是能不能单独跟我说。",
        (),
    ),
    (
        "jiang.yuehua",
        3,
        True,
        True,
        "发养老金那几天大堂只有我一个人，叫号、填单、教机器都要管，老人等久了就吵起来。",
        (),
    ),
    (
        "meng.fanzhou",
        12,
        True,
        False,
        "系统每天下午三点左右要卡十来分钟，客户都以为是我们不给办。",
        (
            (LISTENER, "answered", 9, "已报科技部，说是批量任务占了线路，正在排查。"),
            ("meng.fanzhou", "not_helped", 7, "这几天还是一样卡，能不能给个准日子。"),
            (LISTENER, "answered", 1, "批量任务本月二十八日起改到晚上八点跑，改好那天我再来问您。"),
        ),
    ),
)


def load_voices(story: "Story") -> None:
    """Tell it."""
    for username, days, named, to_manager, text, then in VOICES:
        voice = speak_up(
            story.on(days),
            actor=story.actor(username),
            text=text,
            key=f"demo {username}",
            named=named,
            to_manager=to_manager,
        )
        for who, kind, ago, words in then:
            actor, context = story.actor(who), story.on(ago)
            if kind == "answered":
                answer_voice(context, actor=actor, voice_id=voice, text=words)
            else:
                say_whether_it_helped(
                    context, actor=actor, voice_id=voice, helped=kind == "helped", text=words
                )


WEEKS = 8
"""Weeks back for which the bank's people were asked."""
ANSWERING, SCALE = 80, (1, 2, 2, 3, 3, 3, 4, 4, 4, 5)
"""Of a hundred so many answer in a week, and how often each answer comes."""


def load_moods(story: "Story") -> None:
    """Tell how people's weeks were, by chance that is the same each time; written at once, for they are hundreds."""
    rows = []
    for back in range(WEEKS, 0, -1):
        then = story.on(7 * back)
        for person in story.people:
            chance = hashlib.sha256(f"{person.employee_no} {back}".encode()).digest()
            if Role.TRAINEE not in person.roles or chance[0] % 100 >= ANSWERING:
                continue
            row = {"person_id": person.person_id, "week": week_of(then.today()), "unit_id": person.unit_id}
            rows.append(row | {"mood": SCALE[chance[1] % len(SCALE)], "at": then.now()})
    context = story.on(0)
    with context.database.transaction() as connection:
        connection.execute(insert(MoodAnswer), rows)
    publish_moods(context)


HARDSHIPS = (
    # Whom it happened to, who said so, how many days ago, in which words; the manager, the minutes of the pause, and
    # their thanks; whether the talk was confirmed.
    (
        "deng.ziang",
        "deng.ziang",
        13,
        "我请一位客户出示证件，他把卡摔过来骂了我五分钟，周围的人都在看。",
        "manager",
        30,
        "那天你一直没有还嘴，也没有少问一句，证件也核对了。难为你了，谢谢你守住了规矩。",
        True,
    ),
    (
        "yan.dongmei",
        "shen.youtian",
        2,
        "取款人酒后拍柜台、骂脏话，她一个人应对到保安过来。",
        "shen.youtian",
        60,
        None,
        False,
    ),
)


def load_hardships(story: "Story") -> None:
    """Tell to whom customers were abusive, and what followed."""
    for username, said_by, days, text, manager, minutes, thanks, talked in HARDSHIPS:
        on, person, head = story.on(days), story.actor(username), story.actor(manager)
        hardship = tell_abuse(
            on,
            actor=story.actor(said_by),
            person_id=person.person_id,
            happened_on=on.today(),
            text=text,
            key=f"demo {username}",
        )
        note_pause(on, actor=head, hardship_id=hardship, minutes=minutes)
        if talked:
            after = story.on(days - 1)
            set_talk(after, actor=head, hardship_id=hardship, day=after.today())
            confirm_talk(story.on(days - 2), actor=person, hardship_id=hardship)
        if thanks:
            give_thanks(story.on(days - 2), actor=head, hardship_id=hardship, text=thanks)
