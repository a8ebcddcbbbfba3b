"""Facts tell of changes only, and give what was put last."""

from desktop_app.session.facts import Facts


def test_a_fact_is_told_once_for_each_other_value(qtbot) -> None:
    facts = Facts()
    told: list[str] = []
    facts.changed.connect(told.append)
    facts.put("lab.stride", 2)
    facts.put("lab.stride", 2)
    facts.put("lab.stride", 3)
    assert told == ["lab.stride", "lab.stride"]
    assert facts.get("lab.stride", 0) == 3
    assert facts.get("lab.padding", -1) == -1


def test_a_dropped_fact_is_told_and_gone(qtbot) -> None:
    facts = Facts()
    facts.put("inside.layer", "conv1")
    with qtbot.waitSignal(facts.changed):
        facts.drop("inside.layer")
    assert facts.get("inside.layer", "") == ""
    with qtbot.assertNotEmitted(facts.changed):
        facts.drop("inside.layer")
