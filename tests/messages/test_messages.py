"""A supervisor tells the floor something: it reaches whom it is for, once, and is known as read."""

from datetime import timedelta

from server.foundation import now
from server.messages.records import Message
from tests.makers import Screen, World


def unread(screen: Screen) -> list[str]:
    """What a device has yet to show."""
    return [one["text"] for one in screen.get("/messages").get_json()["messages"]]


def read_all(screen: Screen) -> None:
    """Read whatever is there."""
    for message in screen.get("/messages").get_json()["messages"]:
        assert screen.post(f"/messages/{message['id']}/read", {}).status_code == 204


def test_a_message_to_one_device_is_for_that_one_alone(world: World) -> None:
    one, other, boss = world.handheld(), world.handheld(), world.office("supervisor")
    sent = boss.post("/messages", {"text": "Aの通路をあけて", "device": one.device_id})
    assert sent.status_code == 204
    assert (unread(one), unread(other)) == (["Aの通路をあけて"], [])
    (message,) = one.get("/messages").get_json()["messages"]
    assert message["sender"].startswith("supervisor")
    assert other.post(f"/messages/{message['id']}/read", {}).status_code == 404
    heard = [
        [notice["kind"] for notice in screen.get("/feed", after=0).get_json()["notices"]]
        for screen in (one, other)
    ]
    assert ["message_sent" in kinds for kinds in heard] == [True, False]


def test_a_message_to_all_is_read_on_each_device_for_itself(world: World) -> None:
    screens, boss = [world.handheld(), world.handheld()], world.office("supervisor")
    boss.post("/messages", {"text": "15時に朝礼台へ"})
    assert [unread(screen) for screen in screens] == [["15時に朝礼台へ"]] * 2
    read_all(screens[0])
    read_all(screens[0])
    assert [unread(screen) for screen in screens] == [[], ["15時に朝礼台へ"]]
    (sent,) = boss.get("/messages/sent").get_json()["messages"]
    assert (sent["read_on"], sent["device"], sent["device_name"]) == (1, None, None)
    kinds = [one["kind"] for one in screens[1].get("/feed", after=0).get_json()["notices"]]
    assert "message_to_all" in kinds


def test_yesterdays_message_is_not_shown_to_who_begins_today(world: World) -> None:
    handheld, boss = world.handheld(), world.office("supervisor")
    boss.post("/messages", {"text": "もう古い"})
    with world.transaction() as session:
        session.query(Message).one().sent_at = now() - timedelta(hours=17)
    assert unread(handheld) == []


def test_a_message_has_words_and_somebody_it_is_for(world: World) -> None:
    boss = world.office("supervisor")
    assert boss.post("/messages", {"text": ""}).status_code == 422
    assert boss.post("/messages", {"text": "あ" * 201}).status_code == 422
    assert boss.post("/messages", {"text": "x", "device": 999}).status_code == 404
