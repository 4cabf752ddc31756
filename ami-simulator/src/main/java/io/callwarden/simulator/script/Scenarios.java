package io.callwarden.simulator.script;

import static io.callwarden.simulator.script.Phone.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One script for each kind of call, named like the recordings of real calls. The house has the phones 101 to 140, the trunks
 * {@code trunk-a} and {@code trunk-b}, and the queues of {@link #HOUSE}.
 */
public final class Scenarios {
    /** The queues of the house and who serves them. */
    public static final Setting HOUSE = Setting.of(Map.of(
            "sales",
            List.of(
                    Member.phone("Anna", "101"),
                    Member.phone("Boris", "102"),
                    Member.phone("Chen", "103"),
                    Member.phone("Dana", "104")),
            "support",
            List.of(Member.phone("Egor", "105"), Member.phone("Faye", "106")),
            "local",
            List.of(Member.throughLocal("Gleb", "111"), Member.throughLocal("Hana", "112")),
            "optim",
            List.of(Member.throughOptimisedLocal("Ivan", "113")),
            "vip",
            List.of(Member.phone("Jane", "114")),
            "full",
            List.of(Member.phone("Kira", "115")),
            "exitkey",
            List.of(Member.phone("Leo", "116"))));

    private static final String TRUNK = "trunk-a";
    private static final Map<String, CallScript> ALL = new LinkedHashMap<>();

    static {
        phones();
        groups();
        queues();
        menus();
        transfers();
        parking();
        outbound();
    }

    private Scenarios() {}

    public static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static CallScript named(String name) {
        CallScript script = ALL.get(name);
        if (script == null) {
            throw new IllegalArgumentException("no scenario is named \"" + name + "\"; there are: " + names());
        }
        return script;
    }

    private static void phones() {
        add(
                "phone_answered",
                "79260001001",
                "7004",
                call -> call.dials(s(5), phone("120").answersAfter(s(1.7)))
                        .talks(s(2))
                        .callerHangsUp());
        add(
                "phone_callee_hangs_up",
                "79260001002",
                "7021",
                call -> call.dials(s(30), phone("120").answersAfter(s(1.2)))
                        .talks(s(2))
                        .otherSideHangsUp());
        add(
                "phone_hold",
                "79260001003",
                "7021",
                call -> call.dials(s(30), phone("120").answersAfter(s(1.2)))
                        .talks(s(1.8))
                        .isHeldFor(s(2))
                        .talks(s(1))
                        .callerHangsUp());
        add(
                "phone_no_answer_voicemail",
                "79260004001",
                "7004",
                call -> call.dials(s(5), phone("120").ignores())
                        .goesTo("vm-NOANSWER")
                        .voicemail("101", s(9)));
        add(
                "phone_no_answer",
                "79260004002",
                "7007",
                call -> call.dials(s(5), phone("120")).hangsUp());
        add(
                "phone_busy",
                "79260005001",
                "7004",
                call -> call.dials(s(5), phone("120").ringsAfter(s(0.004)).isBusyAfter(s(0.3)))
                        .goesTo("vm-BUSY")
                        .playsBusy());
        add(
                "phone_declined",
                "79260006001",
                "7021",
                call -> call.dials(s(30), phone("120").ringsAfter(s(0.004)).declinesAfter(s(1)))
                        .hangsUp());
        add(
                "phone_unregistered",
                "79260006002",
                "7020",
                call -> call.dials(s(5), phone("199").unregistered()).hangsUp());
        add(
                "phone_dead",
                "79260006003",
                "7022",
                call -> call.dials(s(3), phone("130").dead()).hangsUp());
        add(
                "phone_caller_gives_up",
                "79260003001",
                "7004",
                call -> call.givesUpAfter(s(3)).dials(s(5), phone("120")));
        add(
                "forward_302",
                "79260006004",
                "7021",
                call -> call.dials(s(30), phone("120").forwardsTo(phone("130").answersAfter(s(1.2))))
                        .talks(s(2.6))
                        .callerHangsUp());
        add(
                "pickup",
                "79260006005",
                "7021",
                call -> call.dials(s(30), phone("120").isPickedUpBy("133", s(2)))
                        .talks(s(2.5))
                        .callerHangsUp());
    }

    private static void groups() {
        Phone[] group = {phone("117"), phone("118").answersAfter(s(2.2)), phone("119")};
        add(
                "group_second_answers",
                "79260009001",
                "7003",
                call -> call.dials(s(8), group).talks(s(2)).callerHangsUp());
        add(
                "group_no_answer",
                "79260010001",
                "7003",
                call -> call.dials(s(8), phone("117"), phone("118"), phone("119"))
                        .hangsUp());
        add(
                "group_gives_up",
                "79260010002",
                "7003",
                call -> call.givesUpAfter(s(3)).dials(s(8), phone("117"), phone("118"), phone("119")));
        add(
                "group_local",
                "79260010003",
                "7015",
                call -> call.dials(
                                s(8),
                                phone("124").throughLocal(),
                                phone("125").throughLocal().answersAfter(s(1.2)))
                        .talks(s(2.8))
                        .callerHangsUp());
        add(
                "hunt_third_answers",
                "79260007001",
                "7007",
                call -> call.dials(s(2), phone("121"))
                        .dials(s(2), phone("122"))
                        .dials(s(3), phone("123").answersAfter(s(1.2)))
                        .talks(s(2))
                        .callerHangsUp());
    }

    private static void queues() {
        Phone answering = phone("101").answersAfter(s(1.4));
        add(
                "queue_answered",
                "79260015001",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(answering)))
                        .talks(s(2.1))
                        .callerHangsUp());
        add(
                "queue_agent_hangs_up",
                "79260015002",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(answering)))
                        .talks(s(2))
                        .otherSideHangsUp());
        add(
                "queue_ring_no_answer_then_answer",
                "79260020001",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales")
                                .ringing(Rounds.oneByOne(
                                        phone("103"), phone("104").answersAfter(s(1)))))
                        .talks(s(2))
                        .callerHangsUp());
        add(
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
        add(
                "queue_abandoned",
                "79260017001",
                "7001",
                call -> call.givesUpAfter(s(7))
                        .answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(phone("103"), phone("104")))));
        add(
                "queue_short_abandon",
                "79260018001",
                "7001",
                call -> call.givesUpAfter(s(1.5))
                        .answers()
                        .queues(QueueVisit.in("sales").ringing(Rounds.oneByOne(phone("101")))));
        add(
                "queue_timeout_voicemail",
                "79260021001",
                "7002",
                call -> call.answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(2, phone("105"), phone("106"))))
                        .voicemail("500", s(7.5)));
        add(
                "queue_timeout",
                "79260021002",
                "7002",
                call -> call.answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(2, phone("105"), phone("106"))))
                        .hangsUp());
        add(
                "queue_ringall_answered",
                "79260022001",
                "7002",
                call -> call.answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(1, phone("105").answersAfter(s(2.2)), phone("106"))))
                        .talks(s(2.3))
                        .callerHangsUp());
        add(
                "queue_ringall_abandoned",
                "79260022002",
                "7002",
                call -> call.givesUpAfter(s(3.5))
                        .answers()
                        .queues(QueueVisit.in("support")
                                .upTo(s(6))
                                .ringingAll(Rounds.together(1, phone("105"), phone("106")))));
        add(
                "queue_pickup",
                "79260022003",
                "7001",
                call -> call.answers()
                        .queues(QueueVisit.in("sales")
                                .ringing(Rounds.oneByOne(phone("101").isPickedUpBy("133", s(1.5)))))
                        .talks(s(2.5))
                        .callerHangsUp());
        localQueues();
        add(
                "queue_empty",
                "79260023001",
                "7012",
                call -> call.answers()
                        .isRefusedBy(QueueVisit.in("vip").upTo(s(20)), "JOINEMPTY")
                        .plays("silence/1", s(1))
                        .hangsUp());
        addPlain(
                "queue_full",
                "79260023002",
                "7013",
                call -> call.answers()
                        .isRefusedBy(QueueVisit.in("full").upTo(s(30)), "FULL")
                        .hangsUp());
        addPlain(
                "queue_exit_key",
                "79260023003",
                "7014",
                call -> call.answers()
                        .queues(QueueVisit.in("exitkey")
                                .upTo(s(30))
                                .ringingAll(Rounds.oneByOne(phone("116")))
                                .leftByKeyAfter(s(2.5)))
                        .voicemail("500", s(2.8)));
        addPlain(
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

    private static void localQueues() {
        add(
                "queue_local_n",
                "79260024001",
                "7009",
                call -> call.answers()
                        .queues(QueueVisit.in("local")
                                .upTo(s(40))
                                .ringing(Rounds.oneByOne(phone("112").answersAfter(s(1.2)))))
                        .talks(s(3.3))
                        .callerHangsUp());
        add(
                "queue_local_n_rna",
                "79260024002",
                "7009",
                call -> call.givesUpAfter(s(7))
                        .answers()
                        .queues(QueueVisit.in("local")
                                .upTo(s(40))
                                .ringing(Rounds.oneByOne(phone("111"), phone("112")))));
        add(
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

    private static void menus() {
        add(
                "ivr_hangup",
                "79260029001",
                "7005",
                call -> call.givesUpAfter(s(3)).menu("ivr-main").hearsMenu("silence/3", s(20), "1"));
        add(
                "ivr_then_queue",
                "79260028001",
                "7005",
                call -> call.menu("ivr-main")
                        .hearsMenu("silence/3", s(1.5), "1")
                        .queues(QueueVisit.in("sales")
                                .ringing(Rounds.oneByOne(phone("102").answersAfter(s(1.2)))))
                        .talks(s(3.8))
                        .callerHangsUp());
        add(
                "ivr_then_phone",
                "79260028002",
                "7005",
                call -> call.menu("ivr-main")
                        .hearsMenu("silence/3", s(1.5), "3")
                        .dials(s(8), phone("126").answersAfter(s(1.2)))
                        .talks(s(2.8))
                        .callerHangsUp());
        add("ivr_timeout", "79260028003", "7005", call -> call.menu("ivr-main").menuRunsOut("silence/3", s(3), s(5)));
        add(
                "closed_message",
                "79260031001",
                "7006",
                call -> call.answers().plays("silence/2", s(2)).hangsUp());
        addPlain("rejected", "79260032001", "7017", ScriptedCall::isRejected);
        addPlain("rejected_congestion", "79260032002", "7018", ScriptedCall::isRejectedWithCongestion);
        addPlain("conference", "79260033001", "7016", call -> call.answers().meets("1", "135", s(2), s(2.5)));
        addPlain(
                "conference_alone",
                "79260033002",
                "7016",
                call -> call.answers().waitsAloneIn("1", s(1.5)));
    }

    private static void transfers() {
        Phone first = phone("120").answersAfter(s(1.2));
        add(
                "blind_transfer_answered",
                "79260034001",
                "7004",
                call -> call.dials(s(5), first)
                        .talks(s(2))
                        .isTransferredTo(phone("130").answersAfter(s(1.2)))
                        .talks(s(2.8))
                        .callerHangsUp());
        add(
                "blind_unanswered",
                "79260034002",
                "7021",
                call -> call.givesUpAfter(s(6))
                        .dials(s(30), first)
                        .talks(s(1.8))
                        .isTransferredTo(phone("130")));
        add(
                "blind_timeout",
                "79260034003",
                "7021",
                call -> call.dials(s(30), first).talks(s(1.8)).isTransferredTo(phone("130")));
        add(
                "attended",
                "79260034004",
                "7021",
                call -> call.dials(s(30), first)
                        .talks(s(1.8))
                        .isTransferredAfterAsking(phone("130").answersAfter(s(1.2)), s(1.8))
                        .talks(s(3))
                        .callerHangsUp());
        add(
                "blonde",
                "79260034005",
                "7021",
                call -> call.dials(s(30), first)
                        .talks(s(1.8))
                        .isHandedToRinging(phone("130").answersAfter(s(4.2)), s(2))
                        .talks(s(2.8))
                        .callerHangsUp());
    }

    private static void parking() {
        Phone first = phone("120").answersAfter(s(1.2));
        add(
                "park_retrieve",
                "79260035001",
                "7021",
                call -> call.dials(s(30), first)
                        .talks(s(1.8))
                        .isParkedUntilFetchedBy(phone("134"), s(2))
                        .talks(s(2.5))
                        .callerHangsUp());
        add(
                "park_give_up",
                "79260035002",
                "7021",
                call -> call.dials(s(30), first).talks(s(1.8)).isParkedAndGivesUpAfter(s(2)));
    }

    private static void outbound() {
        add(
                "internal_answered",
                "131",
                "132",
                call -> call.dials(s(10), phone("132").answersAfter(s(1.2)))
                        .talks(s(2))
                        .callerHangsUp());
        add(
                "internal_no_answer",
                "131",
                "132",
                call -> call.dials(s(10), phone("132")).hangsUp());
        add(
                "internal_busy",
                "131",
                "132",
                call -> call.dials(s(10), phone("132").ringsAfter(s(0.004)).isBusyAfter(s(0.3)))
                        .hangsUp());
        add(
                "outbound_answered",
                "131",
                "979261112233",
                call -> call.dialsOut(TRUNK, s(30), phone("79261112233").answersAfter(s(1.7)))
                        .talks(s(2))
                        .callerHangsUp());
        add(
                "outbound_busy",
                "131",
                "979265550001",
                call -> call.dialsOut(
                                TRUNK,
                                s(30),
                                phone("79265550001").isBusyAfter(s(1)).silent())
                        .hangsUp());
        add(
                "outbound_no_answer",
                "131",
                "979265550002",
                call -> call.dialsOut(TRUNK, s(30), phone("79265550002").isNotThereAfter(s(3)))
                        .hangsUp());
        add(
                "outbound_gives_up",
                "131",
                "979265550003",
                call -> call.givesUpAfter(s(3)).dialsOut(TRUNK, s(30), phone("79265550003")));
        add(
                "outbound_failed",
                "131",
                "979265550004",
                call -> call.dialsOut(
                                TRUNK,
                                s(30),
                                phone("79265550004").failsAfter(s(0.3)).silent())
                        .hangsUp());
        ALL.put(
                "click_to_call",
                call -> call.clicked(phone("136").answersAfter(s(1.2)), "9", "79265550006", TRUNK)
                        .dialsOut(TRUNK, s(30), phone("79265550006").answersAfter(s(1.2)))
                        .talks(s(2.6))
                        .callerHangsUp());
        ALL.put("click_to_call_agent_absent", call -> call.clicked(phone("136"), "9", "79265550006", TRUNK));
    }

    private static void add(String name, String caller, String number, CallScript rest) {
        boolean employee = caller.length() == 3;
        ALL.put(name, call -> rest.play((employee ? call.fromPhone(caller) : call.from(TRUNK, caller)).to(number)));
    }

    private static void addPlain(String name, String caller, String number, CallScript rest) {
        ALL.put(name, call -> rest.play(call.from(TRUNK, caller).toPlain(number)));
    }

    private static Duration s(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
