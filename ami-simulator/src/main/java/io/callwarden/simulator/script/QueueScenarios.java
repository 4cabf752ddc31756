package io.callwarden.simulator.script;

import static io.callwarden.simulator.script.Phone.phone;
import static io.callwarden.simulator.script.ScenarioBook.s;

/** Calls to queues. */
final class QueueScenarios {
    private QueueScenarios() {}

    static void write(ScenarioBook book) {
        queues(book);
    }

    private static void queues(ScenarioBook book) {
        Phone answering = phone("101").answersAfter(s(1.4));
        book.add(
                "queue_answered",
                "79260015001",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(answering)))
                        .talks(s(2.1))
                        .callerHangsUp());
        book.add(
                "queue_agent_hangs_up",
                "79260015002",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(answering)))
                        .talks(s(2))
                        .otherSideHangsUp());
        book.add(
                "queue_ring_no_answer_then_answer",
                "79260020001",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales")
                                .ringing(Rounds.oneByOne(
                                        phone("103"), phone("104").answersAfter(s(1)))))
                        .talks(s(2))
                        .callerHangsUp());
        book.add(
                "queue_member_declines",
                "79260020002",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales")
                                .ringing(Rounds.oneByOne(
                                        phone("102").declinesAfter(s(1)),
                                        phone("103").answersAfter(s(1)))))
                        .talks(s(2))
                        .callerHangsUp());
        book.add(
                "queue_abandoned",
                "79260017001",
                "7001",
                call -> call.givesUpAfter(s(7))
                        .answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(phone("103"), phone("104")))));
        book.add(
                "queue_short_abandon",
                "79260018001",
                "7001",
                call -> call.givesUpAfter(s(1.5))
                        .answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(phone("101")))));
        book.add(
                "queue_timeout_voicemail",
                "79260021001",
                "7002",
                call -> call.answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(2, phone("105"), phone("106"))))
                        .voicemail("500", s(7.5)));
        book.add(
                "queue_timeout",
                "79260021002",
                "7002",
                call -> call.answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(2, phone("105"), phone("106"))))
                        .hangsUp());
        book.add(
                "queue_ringall_answered",
                "79260022001",
                "7002",
                call -> call.answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(1, phone("105").answersAfter(s(2.2)), phone("106"))))
                        .talks(s(2.3))
                        .callerHangsUp());
        book.add(
                "queue_ringall_abandoned",
                "79260022002",
                "7002",
                call -> call.givesUpAfter(s(3.5))
                        .answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(1, phone("105"), phone("106")))));
        book.add(
                "queue_pickup",
                "79260022003",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales")
                                .ringing(Rounds.oneByOne(phone("101").isPickedUpBy("133", s(1.5)))))
                        .talks(s(2.5))
                        .callerHangsUp());
        localQueues(book);
        book.add(
                "queue_empty",
                "79260023001",
                "7012",
                call -> call.answers()
                        .isRefusedBy(QueueVisit.in("vip").upTo(s(20)), "JOINEMPTY")
                        .plays("silence/1", s(1))
                        .hangsUp());
        book.addPlain(
                "queue_full",
                "79260023002",
                "7013",
                call -> call.answers()
                        .isRefusedBy(QueueVisit.in("full").upTo(s(30)), "FULL")
                        .hangsUp());
        book.addPlain(
                "queue_exit_key",
                "79260023003",
                "7014",
                call -> call.answers()
                        .queues(QueueVisit.in("exitkey")
                                .upTo(s(30))
                                .ringingAll(Rounds.oneByOne(phone("116")))
                                .leftByKeyAfter(s(2.5)))
                        .voicemail("500", s(2.8)));
        book.addPlain(
                "two_queues",
                "79260023004",
                "7019",
                call -> call.answers()
                        .queues(QueueVisit.in("local").upTo(s(4)).ringing(Rounds.oneByOne(phone("111"))))
                        .queues(QueueVisit.in("support")
                                .upTo(s(30))
                                .ringingAll(Rounds.together(
                                        1, phone("105"), phone("106").answersAfter(s(1.2)))))
                        .talks(s(3.3))
                        .callerHangsUp());
    }

    private static void localQueues(ScenarioBook book) {
        book.add(
                "queue_local_n",
                "79260024001",
                "7009",
                call -> call.answers()
                        .queues(QueueVisit.in("local")
                                .upTo(s(40))
                                .ringing(Rounds.oneByOne(phone("112").answersAfter(s(1.2)))))
                        .talks(s(3.3))
                        .callerHangsUp());
        book.add(
                "queue_local_n_rna",
                "79260024002",
                "7009",
                call -> call.givesUpAfter(s(7))
                        .answers()
                        .queues(QueueVisit.in("local")
                                .upTo(s(40))
                                .ringing(Rounds.oneByOne(phone("111"), phone("112")))));
        book.add(
                "optimised_rtp",
                "79260024003",
                "7010",
                call -> call.answers()
                        .queues(QueueVisit.in("optim")
                                .upTo(s(40))
                                .ringing(Rounds.oneByOne(phone("113").answersAfter(s(1.2)))))
                        .talks(s(3.3))
                        .callerHangsUp());
    }
}
