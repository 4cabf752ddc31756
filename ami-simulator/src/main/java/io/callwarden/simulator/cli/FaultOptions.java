package io.callwarden.simulator.cli;

import io.callwarden.simulator.AmiSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What is to go wrong, and when. */
public final class FaultOptions {

    private static final Logger log = LoggerFactory.getLogger(FaultOptions.class);

    @Option(
            names = "--fault",
            paramLabel = "KIND@SECONDS[:AMOUNT]",
            converter = TimedFault.Converter.class,
            description = {
                "Let something go wrong so long after the start; may be given several times. Kinds:",
                "  cut             reset all connections",
                "  half-open       connections stay open, but nothing comes any more",
                "  stall:S         do nothing for S seconds, then go on",
                "  split:N         send in pieces of N bytes from then on",
                "  garbage:N       N bytes of noise between two events",
                "  lose-hangup:N   do not send the next N Hangup events",
                "  many-headers:N  an event of N headers",
                "  long-line:N     an event with a line of N bytes",
                "  unknown-events  events that no Asterisk has had so far",
                "  restart:S       Asterisk restarts and is away for S seconds",
                "For example: --fault cut@10 --fault restart@30:5"
            })
    private final List<TimedFault> faults = new ArrayList<>();

    /** Lets them happen on a daemon thread, from now on. */
    public void start(AmiSimulator simulator) {
        Thread thread = new Thread(() -> run(simulator), "ami-simulator-faults");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(AmiSimulator simulator) {
        long start = System.nanoTime();
        List<TimedFault> inOrder = new ArrayList<>(faults);
        inOrder.sort(Comparator.comparing(TimedFault::after));
        try {
            for (TimedFault fault : inOrder) {
                Duration wait = fault.after().minusNanos(System.nanoTime() - start);
                Thread.sleep(Math.max(0, wait.toMillis()));
                log.info("Fault {}", fault);
                fault.happen(simulator.faults());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
