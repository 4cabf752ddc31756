package io.callwarden.simulator.script;

import static io.callwarden.simulator.script.Phone.phone;
import static io.callwarden.simulator.script.ScenarioBook.s;

/** Calls to phones: one, several at once, one after another. */
final class PhoneScenarios {
    private PhoneScenarios() {}

    static void write(ScenarioBook book) {
        phones(book);
        groups(book);
    }

    private static void phones(ScenarioBook book) {
        book.add(
                "phone_answered",
                "79260001001",
                "7004",
                call -> call.dials(s(5), phone("120").answersAfter(s(1.7)))
                        .talks(s(2))
                        .callerHangsUp());
        book.add(
                "phone_callee_hangs_up",
                "79260001002",
                "7021",
                call -> call.dials(s(30), phone("120").answersAfter(s(1.2)))
                        .talks(s(2))
                        .otherSideHangsUp());
        book.add(
                "phone_hold",
                "79260001003",
                "7021",
                call -> call.dials(s(30), phone("120").answersAfter(s(1.2)))
                        .talks(s(1.8))
                        .isHeldFor(s(2))
                        .talks(s(1))
                        .callerHangsUp());
        book.add(
                "phone_no_answer_voicemail",
                "79260004001",
                "7004",
                call -> call.dials(s(5), phone("120").ignores())
                        .goesTo("vm-NOANSWER")
                        .voicemail("101", s(9)));
        book.add(
                "phone_no_answer",
                "79260004002",
                "7007",
                call -> call.dials(s(5), phone("120")).hangsUp());
        book.add(
                "phone_busy",
                "79260005001",
                "7004",
                call -> call.dials(s(5), phone("120").ringsAfter(s(0.004)).isBusyAfter(s(0.3)))
                        .goesTo("vm-BUSY")
                        .playsBusy());
        book.add(
                "phone_declined",
                "79260006001",
                "7021",
                call -> call.dials(s(30), phone("120").ringsAfter(s(0.004)).declinesAfter(s(1)))
                        .hangsUp());
        book.add(
                "phone_unregistered",
                "79260006002",
                "7020",
                call -> call.dials(s(5), phone("199").unregistered()).hangsUp());
        book.add(
                "phone_dead",
                "79260006003",
                "7022",
                call -> call.dials(s(3), phone("130").dead()).hangsUp());
        book.add(
                "phone_caller_gives_up",
                "79260003001",
                "7004",
                call -> call.givesUpAfter(s(3)).dials(s(5), phone("120")));
        book.add(
                "forward_302",
                "79260006004",
                "7021",
                call -> call.dials(s(30), phone("120").forwardsTo(phone("130").answersAfter(s(1.2))))
                        .talks(s(2.6))
                        .callerHangsUp());
        book.add(
                "pickup",
                "79260006005",
                "7021",
                call -> call.dials(s(30), phone("120").isPickedUpBy("133", s(2)))
                        .talks(s(2.5))
                        .callerHangsUp());
    }

    private static void groups(ScenarioBook book) {
        Phone[] group = {phone("117"), phone("118").answersAfter(s(2.2)), phone("119")};
        book.add(
                "group_second_answers",
                "79260009001",
                "7003",
                call -> call.dials(s(8), group).talks(s(2)).callerHangsUp());
        book.add(
                "group_no_answer",
                "79260010001",
                "7003",
                call -> call.dials(s(8), phone("117"), phone("118"), phone("119"))
                        .hangsUp());
        book.add(
                "group_gives_up",
                "79260010002",
                "7003",
                call -> call.givesUpAfter(s(3)).dials(s(8), phone("117"), phone("118"), phone("119")));
        book.add(
                "group_local",
                "79260010003",
                "7015",
                call -> call.dials(
                                s(8),
                                phone("124").throughLocal(),
                                phone("125").throughLocal().answersAfter(s(1.2)))
                        .talks(s(2.8))
                        .callerHangsUp());
        book.add(
                "hunt_third_answers",
                "79260007001",
                "7007",
                call -> call.dials(s(2), phone("121"))
                        .dials(s(2), phone("122"))
                        .dials(s(3), phone("123").answersAfter(s(1.2)))
                        .talks(s(2))
                        .callerHangsUp());
    }
}
