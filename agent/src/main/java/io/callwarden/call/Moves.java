package io.callwarden.call;

import java.time.Instant;

/** Follows a call from one person to another: transfers and pickups. */
final class Moves {
    private final Switchboard board;
    private final Merging merging;

    Moves(Switchboard board, Merging merging) {
        this.board = board;
        this.merging = merging;
    }

    void blind(Instant at, Leg transferer, Leg transferee, String extension) {
        OpenCall call = transferer != null && transferer.call != null
                ? transferer.call
                : transferee == null ? null : transferee.call;
        if (call == null) {
            return;
        }
        String from = transferer == null ? "" : transferer.label();
        if (transferee != null) {
            transferee.sentOn = true;
        }
        if (!add(call, new Transfer(Transfer.Kind.BLIND, from, extension, at, false))) {
            return;
        }
        call.holders.clear();
        board.note(call, at, from + " transfers it to " + extension + " without asking");
    }

    /**
     * The transferer's two legs are given; after the event he has neither. Between {@code Bridge}, {@code Link} and {@code Threeway} the
     * target had answered, with {@code App} (a Dial still ringing, a queue) it may yet.
     */
    void attended(Instant at, Leg first, Leg second, String destType) {
        if (first == null && second == null) {
            return;
        }
        OpenCall call = first == null ? null : first.call;
        OpenCall consultation = second == null ? null : second.call;
        String to = target(first, second, call);
        if (call == null || consultation != null && merging.areOne(call, consultation)) {
            call = call == null ? consultation : merging.merge(at, call, consultation);
        }
        if (call == null) {
            return;
        }
        String from = first == null ? second.label() : first.label();
        boolean answered = !destType.equals("App") && !call.hasPhoneBeingTried();
        if (!add(call, new Transfer(Transfer.Kind.ATTENDED, from, to, at, answered))) {
            return;
        }
        call.holders.clear();
        board.note(call, at, from + " hands it over to " + to);
        if (answered) {
            board.tell(call, new CallEvent.Resumed(at));
        } else if (call.hasPhoneBeingTried()) {
            board.tell(call, new CallEvent.PhonesDialled(at));
        }
    }

    /** False if the PBX has told it before. */
    private static boolean add(OpenCall call, Transfer transfer) {
        for (Transfer known : call.transfers) {
            if (known.at().equals(transfer.at()) && known.from().equals(transfer.from())) {
                return false;
            }
        }
        return call.transfers.add(transfer);
    }

    /** Whom the transferer had called for it: the number he dialled, or who called him. */
    private String target(Leg first, Leg second, OpenCall call) {
        if (second != null && second != first) {
            if (second.calling && !second.exten.isEmpty()) {
                return dialled(second);
            }
            if (second.attempt != null && second.attempt.caller != null) {
                return second.attempt.caller.label();
            }
        }
        return lastReached(first, call);
    }

    private static String dialled(Leg second) {
        if (second.call != null) {
            for (Attempt attempt : second.call.attempts) {
                if (attempt.caller == second && !attempt.number.isEmpty()) {
                    return attempt.number;
                }
            }
        }
        return second.dialledExten();
    }

    /** With feature codes the consultation is part of the same call: its target is the phone reached last. */
    private static String lastReached(Leg transferer, OpenCall call) {
        if (call != null) {
            for (int i = call.attempts.size() - 1; i >= 0; i--) {
                Attempt attempt = call.attempts.get(i);
                if (attempt.isPhone() && (transferer == null || attempt != transferer.attempt)) {
                    return attempt.extension;
                }
            }
        }
        return "";
    }

    /** The principal talks with {@code partner}: if somebody had transferred him, that has succeeded. */
    static void reachedSomebody(OpenCall call, Leg partner) {
        int last = call.transfers.size() - 1;
        if (last < 0) {
            return;
        }
        Transfer transfer = call.transfers.get(last);
        boolean target =
                partner.label().equals(transfer.to()) || !partner.label().equals(transfer.from());
        if (!transfer.answered() && target) {
            call.transfers.set(
                    last, new Transfer(transfer.kind(), transfer.from(), transfer.to(), transfer.at(), true));
        }
    }

    void pickedUp(Instant at, Leg picker, Leg target) {
        if (picker == null || target == null || picker.call == null || target.call == null) {
            return;
        }
        if (picker.call != target.call) {
            board.note(target.call, at, picker.label() + " picks it up");
            merging.merge(at, target.call, picker.call);
        }
    }
}
