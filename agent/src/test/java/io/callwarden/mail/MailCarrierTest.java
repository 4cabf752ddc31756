package io.callwarden.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.notify.Carrier.Result;
import io.callwarden.notify.Carrier.Result.Delivered;
import io.callwarden.notify.Carrier.Result.Later;
import io.callwarden.notify.Carrier.Result.Never;
import io.callwarden.notify.Outbox.Waiting;
import io.callwarden.tls.SelfSigned;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MailCarrierTest {
    private static final String ANNA = "anna@example.org";
    private static final String BORIS = "boris@example.org";

    @TempDir
    static Path dir;

    private static SelfSigned right;
    private static SelfSigned other;

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = new SelfSigned(dir, "right", "ip:127.0.0.1");
        other = new SelfSigned(dir, "other", "dns:mail.example.org");
    }

    @Test
    void mailGoesOverStartTlsWithALogin() throws Exception {
        try (PostOffice office = PostOffice.secured(right.shown())) {
            Result result = secured(office, right, PostOffice.PASSWORD).carry(Told.badHour(3));

            assertThat(result).isEqualTo(new Delivered());
            assertThat(office.taken).singleElement().satisfies(taken -> {
                assertThat(taken.people()).containsExactly(ANNA, BORIS);
                assertThat(taken.mail().getSubject()).isEqualTo("3 missed calls");
            });
        }
    }

    @Test
    void mailGoesOverTlsFromTheFirstByte() throws Exception {
        try (PostOffice office = PostOffice.wrapped(right.shown())) {
            MailServer server = Told.server(office.port(), Encryption.TLS, null, right.certificate());

            assertThat(carrier(server).carry(Told.badHour(1))).isEqualTo(new Delivered());
            assertThat(office.taken).hasSize(1);
        }
    }

    @Test
    void serverWithoutStartTlsGetsNeitherLoginNorMail() {
        try (PostOffice office = PostOffice.open()) {
            MailServer server = Told.server(office.port(), Encryption.STARTTLS, PostOffice.PASSWORD, null);

            assertThat(problem(carrier(server).carry(Told.badHour(1)))).contains("does not offer STARTTLS");
            assertThat(office.logins).hasValue(0);
            assertThat(office.taken).isEmpty();
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        try (PostOffice office = PostOffice.secured(other.shown())) {
            Result result = secured(office, other, PostOffice.PASSWORD).carry(Told.badHour(1));

            assertThat(problem(result)).contains("cannot be trusted");
            assertThat(office.logins).hasValue(0);
        }
        try (PostOffice office = PostOffice.wrapped(other.shown())) {
            MailServer server = Told.server(office.port(), Encryption.TLS, null, other.certificate());

            assertThat(problem(carrier(server).carry(Told.badHour(1)))).contains("cannot be trusted");
        }
    }

    @Test
    void certificateOfAnUnknownAuthorityIsRefusedUnlessVerificationIsOff() throws Exception {
        try (PostOffice office = PostOffice.secured(right.shown())) {
            MailServer strict = Told.server(office.port(), Encryption.STARTTLS, PostOffice.PASSWORD, null);
            assertThat(problem(carrier(strict).carry(Told.badHour(1)))).contains("cannot be trusted");

            MailServer trusting = new MailServer(
                    strict.host(),
                    strict.port(),
                    strict.username(),
                    strict.password(),
                    strict.encryption(),
                    null,
                    false,
                    strict.from(),
                    strict.timeout());
            assertThat(carrier(trusting).carry(Told.badHour(1))).isEqualTo(new Delivered());
        }
    }

    @Test
    void wrongPasswordIsToldAndTriedAgainOnlyAfterAWhile() throws Exception {
        try (PostOffice office = PostOffice.secured(right.shown())) {
            Result result = secured(office, right, "wrong-secret").carry(Told.badHour(1));

            assertThat(problem(result))
                    .contains("refused the login of \"callwarden\"", "notify.mail.password")
                    .doesNotContain("wrong-secret");
            assertThat(((Later) result).notBefore()).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void temporaryRefusalsAreTriedAgain() {
        try (PostOffice office = PostOffice.open()) {
            MailCarrier carrier = open(office);
            office.refusedSender.set(451);
            assertThat(problem(carrier.carry(Told.badHour(1)))).contains("not from you");
            office.refusedSender.set(0);
            office.refusedData.set(452);
            assertThat(problem(carrier.carry(Told.badHour(1)))).contains("not this mail");
            office.refusedData.set(0);

            assertThat(carrier.carry(Told.badHour(1))).isEqualTo(new Delivered());
            assertThat(office.taken).hasSize(1);
        }
    }

    @Test
    void whatCanBeMendedIsTriedAgainAndAMailThatIsNotWantedIsNot() {
        try (PostOffice office = PostOffice.open()) {
            MailCarrier carrier = open(office);
            office.refusedSender.set(550);
            assertThat(problem(carrier.carry(Told.badHour(1)))).contains("check notify.mail.from");
            office.refusedSender.set(0);
            office.refusedPeople.putAll(Map.of(ANNA, 550, BORIS, 554));
            assertThat(problem(carrier.carry(Told.badHour(1)))).contains("nobody of the list");
            office.refusedPeople.clear();
            office.refusedData.set(554);

            assertThat(carrier.carry(Told.badHour(1))).isInstanceOf(Never.class);
        }
    }

    @Test
    void onePersonRefusedForGoodKeepsNobodyElseFromTheMail() {
        try (PostOffice office = PostOffice.open()) {
            office.refusedPeople.put(BORIS, 550);

            assertThat(open(office).carry(Told.badHour(1))).isEqualTo(new Delivered());
            assertThat(office.taken)
                    .singleElement()
                    .satisfies(taken -> assertThat(taken.people()).containsExactly(ANNA));
        }
    }

    @Test
    void whoHasTheMailIsNotToldAgainWhileOthersWait() throws Exception {
        try (PostOffice office = PostOffice.open()) {
            MailCarrier carrier = open(office);
            office.refusedPeople.put(BORIS, 451);
            assertThat(problem(carrier.carry(Told.badHour(2)))).contains("to some of the list");
            office.refusedPeople.clear();

            List<Waiting> grown = Told.badHour(3);
            assertThat(carrier.carry(grown)).isEqualTo(new Delivered());

            assertThat(office.taken)
                    .extracting(PostOffice.Taken::people)
                    .containsExactly(List.of(ANNA), List.of(ANNA), List.of(BORIS));
            assertThat(office.taken.get(1).mail().getSubject()).startsWith("1 missed call");
            assertThat(office.taken.get(2).mail().getSubject()).isEqualTo("3 missed calls");
        }
    }

    @Test
    void repeatedMailBearsTheSameMessageId() throws Exception {
        try (PostOffice office = PostOffice.open()) {
            open(office).carry(Told.badHour(2));
            open(office).carry(Told.badHour(2));
            open(office).carry(Told.badHour(3));

            List<String> ids = office.taken.stream()
                    .map(taken -> {
                        try {
                            return taken.mail().getMessageID();
                        } catch (MessagingException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(ids.get(0)).isEqualTo(ids.get(1)).matches("<callwarden\\.[0-9a-f]{32}@example\\.org>");
            assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
        }
    }

    @Test
    void connectionCutWithinTheMailIsTriedAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> cutWithinData(server));
            MailServer settings = Told.server(server.getLocalPort(), Encryption.NONE, null, null);

            assertThat(problem(carrier(settings).carry(Told.badHour(1)))).contains("broke off");
            cut.join();
        }
    }

    @Test
    void serverThatSaysNothingIsLeftAfterTheTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            MailServer patient = Told.server(silent.getLocalPort(), Encryption.NONE, null, null);
            MailServer settings = new MailServer(
                    patient.host(),
                    patient.port(),
                    patient.username(),
                    patient.password(),
                    patient.encryption(),
                    patient.caFile(),
                    patient.verifyHost(),
                    patient.from(),
                    Duration.ofSeconds(2));
            assertThat(problem(carrier(settings).carry(Told.badHour(1)))).contains("did not answer within 2 s");
        }
    }

    @Test
    void serverThatIsNotThereIsToldAsSuch() throws IOException {
        try (Socket bound = new Socket()) {
            // Bound and not listening: refused for sure, while a port that nobody has may be anybody's by then.
            bound.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = bound.getLocalPort();
            assertThat(problem(carrier(Told.server(port, Encryption.NONE, null, null))
                            .carry(Told.badHour(1))))
                    .contains("the mail server 127.0.0.1:" + port + " cannot be reached");
        }
    }

    @Test
    void unusableCaFileIsNamed() {
        MailServer server = Told.server(25, Encryption.STARTTLS, null, dir.resolve("missing.pem"));
        assertThatThrownBy(() -> carrier(server))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notify.mail.ca-file");
    }

    private static void cutWithinData(ServerSocket server) {
        try (Socket socket = server.accept();
                Scanner in = new Scanner(socket.getInputStream(), StandardCharsets.UTF_8)) {
            say(socket, "220 hello");
            while (in.hasNextLine()) {
                String line = in.nextLine();
                if (line.startsWith("DATA")) {
                    say(socket, "354 go on");
                    in.nextLine();
                    return;
                }
                say(socket, "250 ok");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static MailCarrier open(PostOffice office) {
        return carrier(Told.server(office.port(), Encryption.NONE, null, null));
    }

    private static MailCarrier secured(PostOffice office, SelfSigned authority, String password) {
        return carrier(Told.server(office.port(), Encryption.STARTTLS, password, authority.certificate()));
    }

    private static MailCarrier carrier(MailServer server) {
        return new MailCarrier(server, Told.list(ANNA, BORIS), Told.CLOCK);
    }

    private static String problem(Result result) {
        assertThat(result).isInstanceOf(Later.class);
        return ((Later) result).problem();
    }
}
