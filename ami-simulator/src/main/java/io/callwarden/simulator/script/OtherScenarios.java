package io.callwarden.simulator.script;

import static io.callwarden.simulator.script.Phone.phone;
import static io.callwarden.simulator.script.ScenarioBook.s;

/** Menus and messages, calls that are passed on or parked, and calls from the house. */
final class OtherScenarios {
    private OtherScenarios() {}

    static void write(ScenarioBook book) {
        menus(book);
        transfers(book);
        parking(book);
        outbound(book);
    }

    private static void menus(ScenarioBook book) {
        book.add(
                "ivr_hangup",
                "79260029001",
                "7005",
                call -> call.givesUpAfter(s(3)).menu("ivr-main").hearsMenu("silence/3", s(20), "1"));
        book.add(
                "ivr_then_queue",
                "79260028001",
                "7005",
                call -> call.menu("ivr-main")
                        .hearsMenu("silence/3", s(1.5), "1")
                        .queues(QueueVisit.in("sales")
                                .ringing(Rounds.oneByOne(phone("102").answersAfter(s(1.2)))))
                        .talks(s(3.8))
                        .callerHangsUp());
        book.add(
                "ivr_then_phone",
                "79260028002",
                "7005",
                call -> call.menu("ivr-main")
                        .hearsMenu("silence/3", s(1.5), "3")
                        .dials(s(8), phone("126").answersAfter(s(1.2)))
                        .talks(s(2.8))
                        .callerHangsUp());
        book.add(
                "ivr_timeout",
                "79260028003",
                "7005",
                call -> call.menu("ivr-main").menuRunsOut("silence/3", s(3), s(5)));
        book.add(
                "closed_message",
                "79260031001",
                "7006",
                call -> call.answers().plays("silence/2", s(2)).hangsUp());
        book.addPlain("rejected", "79260032001", "7017", ScriptedCall::isRejected);
        book.addPlain("rejected_congestion", "79260032002", "7018", ScriptedCall::isRejectedWithCongestion);
        book.addPlain(
                "conference", "79260033001", "7016", call -> call.answers().meets("1", "135", s(2), s(2.5)));
        book.addPlain(
                "conference_alone",
                "79260033002",
                "7016",
                call -> call.answers().waitsAloneIn("1", s(1.5)));
    }

    private static void transfers(ScenarioBook book) {
        Phone first = phone("120").answersAfter(s(1.2));
        book.add(
                "blind_transfer_answered",
                "79260034001",
                "7004",
                call -> call.dials(s(5), first)
                        .talks(s(2))
                        .isTransferredTo(phone("130").answersAfter(s(1.2)))
                        .talks(s(2.8))
                        .callerHangsUp());
        book.add(
                "blind_unanswered",
                "79260034002",
                "7021",
                call -> call.givesUpAfter(s(6))
                        .dials(s(30), first)
                        .talks(s(1.8))
                        .isTransferredTo(phone("130")));
        book.add(
                "blind_timeout",
                "79260034003",
                "7021",
                call -> call.dials(s(30), first).talks(s(1.8)).isTransferredTo(phone("130")));
        book.add(
                "attended",
                "79260034004",
                "7021",
                call -> call.dials(s(30), first)
                        .talks(s(1.8))
                        .isTransferredAfterAsking(phone("130").answersAfter(s(1.2)), s(1.8))
                        .talks(s(3))
                        .callerHangsUp());
        book.add(
                "blonde",
                "79260034005",
                "7021",
                call -> call.dials(s(30), first)
                        .talks(s(1.8))
                        .isHandedToRinging(phone("130").answersAfter(s(4.2)), s(2))
                        .talks(s(2.8))
                        .callerHangsUp());
    }

    private static void parking(ScenarioBook book) {
        Phone first = phone("120").answersAfter(s(1.2));
        book.add(
                "park_retrieve",
                "79260035001",
                "7021",
                call -> call.dials(s(30), first)
                        .talks(s(1.8))
                        .isParkedUntilFetchedBy(phone("134"), s(2))
                        .talks(s(2.5))
                        .callerHangsUp());
        book.add(
                "park_give_up",
                "79260035002",
                "7021",
                call -> call.dials(s(30), first).talks(s(1.8)).isParkedAndGivesUpAfter(s(2)));
    }

    private static void outbound(ScenarioBook book) {
        book.add(
                "internal_answered",
                "131",
                "132",
                call -> call.dials(s(10), phone("132").answersAfter(s(1.2)))
                        .talks(s(2))
                        .callerHangsUp());
        book.add(
                "internal_no_answer",
                "131",
                "132",
                call -> call.dials(s(10), phone("132")).hangsUp());
        book.add(
                "internal_busy",
                "131",
                "132",
                call -> call.dials(s(10), phone("132").ringsAfter(s(0.004)).isBusyAfter(s(0.3)))
                        .hangsUp());
        book.add(
                "outbound_answered",
                "131",
                "979261112233",
                call -> call.dialsOut(
                                ScenarioBook.TRUNK, s(30), phone("79261112233").answersAfter(s(1.7)))
                        .talks(s(2))
                        .callerHangsUp());
        book.add(
                "outbound_busy",
                "131",
                "979265550001",
                call -> call.dialsOut(
                                ScenarioBook.TRUNK,
                                s(30),
                                phone("79265550001").isBusyAfter(s(1)).silent())
                        .hangsUp());
        book.add(
                "outbound_no_answer",
                "131",
                "979265550002",
                call -> call.dialsOut(
                                ScenarioBook.TRUNK, s(30), phone("79265550002").isNotThereAfter(s(3)))
                        .hangsUp());
        book.add(
                "outbound_gives_up",
                "131",
                "979265550003",
                call -> call.givesUpAfter(s(3)).dialsOut(ScenarioBook.TRUNK, s(30), phone("79265550003")));
        book.add(
                "outbound_failed",
                "131",
                "979265550004",
                call -> call.dialsOut(
                                ScenarioBook.TRUNK,
                                s(30),
                                phone("79265550004").failsAfter(s(0.3)).silent())
                        .hangsUp());
        book.put(
                "click_to_call",
                call -> call.clicked(phone("136").answersAfter(s(1.2)), "9", "79265550006", ScenarioBook.TRUNK)
                        .dialsOut(
                                ScenarioBook.TRUNK, s(30), phone("79265550006").answersAfter(s(1.2)))
                        .talks(s(2.6))
                        .callerHangsUp());
        book.put(
                "click_to_call_agent_absent",
                call -> call.clicked(phone("136"), "9", "79265550006", ScenarioBook.TRUNK));
    }
}
