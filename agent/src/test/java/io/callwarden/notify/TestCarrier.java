package io.callwarden.notify;

import io.callwarden.notify.Outbox.Waiting;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A receiver in this process that takes, refuses or hangs as the test says. */
final class TestCarrier implements Carrier {
    static final Result OK = new Result.Delivered();

    private final String receiver;
    private final int parallel;
    private final CountDownLatch closed = new CountDownLatch(1);
    final Queue<Waiting> tried = new ConcurrentLinkedQueue<>();
    final Queue<Waiting> taken = new ConcurrentLinkedQueue<>();
    volatile Function<Waiting, Result> behaviour = notice -> OK;

    TestCarrier(String receiver, int parallel) {
        this.receiver = receiver;
        this.parallel = parallel;
    }

    @Override
    public String receiver() {
        return receiver;
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public int parallel() {
        return parallel;
    }

    @Override
    public Result carry(List<Waiting> notices) {
        Waiting notice = notices.get(0);
        tried.add(notice);
        Result result = behaviour.apply(notice);
        if (result.equals(OK)) {
            taken.add(notice);
        }
        return result;
    }

    /** Comes back when the carrier is closed. */
    Result hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Result.Later("closed", null);
    }

    List<String> takenKeys() {
        return taken.stream().map(each -> each.notice().key()).toList();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
