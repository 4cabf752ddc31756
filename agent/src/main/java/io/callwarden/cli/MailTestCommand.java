package io.callwarden.cli;

import io.callwarden.mail.MailConfig;
import io.callwarden.mail.MailList;
import io.callwarden.mail.TestMail;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callwarden mail-test}: whether mails arrive. */
@Command(
        name = "mail-test",
        description = "Sends a test mail to the people of the mail lists, and says what the mail server did with it.",
        footer = ExitCode.HELP)
final class MailTestCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Parameters(paramLabel = "LIST", arity = "0..*", description = "Names of lists under notify.mails (default: all).")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MailConfig mail = options.configuration().mail();
        for (String name : names) {
            if (mail.lists().stream().noneMatch(list -> list.name().equals(name))) {
                throw new Stop(ExitCode.USAGE, "no mail list \"%s\" under notify.mails".formatted(name));
            }
        }
        if (mail.lists().isEmpty()) {
            throw new Stop(ExitCode.FAILURE, "no mail list is configured: set notify.mails and notify.mail first");
        }
        return send(mail);
    }

    private int send(MailConfig mail) {
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = ExitCode.OK;
        TestMail test = testMail(mail);
        for (MailList list : mail.lists()) {
            if (names.isEmpty() || names.contains(list.name())) {
                Optional<String> problem = test.send(list);
                out.println(problem.map(words -> "FAILED  %s: %s".formatted(list.name(), words))
                        .orElseGet(() -> "ok      %s: the mail server %s took it for %s"
                                .formatted(list.name(), mail.server().address(), String.join(", ", list.to()))));
                exitCode = problem.isPresent() ? ExitCode.FAILURE : exitCode;
            }
        }
        out.flush();
        return exitCode;
    }

    private static TestMail testMail(MailConfig mail) {
        try {
            return new TestMail(mail.server(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new Stop(ExitCode.CONFIGURATION, e.getMessage());
        }
    }
}
