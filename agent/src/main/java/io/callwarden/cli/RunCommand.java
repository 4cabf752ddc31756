package io.callwarden.cli;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.ReadConfiguration;
import io.callwarden.log.StderrLogging;
import io.callwarden.service.ServiceManager;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callwarden run}: the agent, until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Runs the agent until it is stopped by SIGTERM or Ctrl-C. Its log goes to standard error.",
            "SIGHUP makes it read its configuration anew, as `callwarden reload` does."
        },
        footer = ExitCode.HELP)
final class RunCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private ConfigOptions options;

    @Option(names = "--show-calls", description = "Prints each call that ended as one line on standard output.")
    private boolean showCalls;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ReadConfiguration configuration = options.read();
        StderrLogging.use(configuration.configuration().log());
        Build build = Build.current();
        log.info(
                "Callwarden {} watches {} PBX(s)",
                build.version(),
                configuration.configuration().pbxs().size());
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.countDown();
                            awaitQuietly(stopped);
                        },
                        "stop"));
        try (HangUps hangUps = new HangUps();
                ServiceManager manager = ServiceManager.of(System.getenv());
                ShownCalls shown =
                        showCalls ? new ShownCalls(spec.commandLine().getOut(), ZoneId.systemDefault()) : null;
                Agent agent = new Agent(
                        configuration, options::read, build, Clock.systemUTC(), shown == null ? call -> {} : shown)) {
            agent.onReload(new ServiceReloads(manager));
            hangUps.tell(agent);
            new Watch(agent, manager).until(stop);
            log.info("Stopping");
        } finally {
            StderrLogging.finish();
            stopped.countDown();
        }
        return ExitCode.OK;
    }

    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
