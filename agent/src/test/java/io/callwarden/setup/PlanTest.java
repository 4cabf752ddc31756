package io.callwarden.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Path FOLDER = Path.of("/etc/asterisk");
    private static final Path SECRET_FILE = Path.of("/etc/callwarden/secrets/hq");
    private static final String GENERAL = "[general]\nenabled = yes\ntimestampevents = yes\n";
    private static final String WITH_FOLDER = GENERAL + "#include \"manager.d/*.conf\"\n";
    private static final String GENERATED =
            GENERAL + "[admin]\nsecret=x\n#include manager_additional.conf\n#include manager_custom.conf\n";

    private SetupRequest request = request(List.of(), false);

    @Test
    void plainAsteriskGetsOneFileAndTheAgentItsSecret() {
        Plan plan = plan(plain(WITH_FOLDER, null), Optional.empty());

        assertThat(plan.changes())
                .extracting(Change::path)
                .containsExactly(FOLDER.resolve("manager.d/callwarden.conf"), SECRET_FILE);
        assertThat(text(plan, 0)).contains("""
                [callwarden]
                secret = new-random-secret
                deny = 0.0.0.0/0.0.0.0
                permit = 127.0.0.1/255.255.255.255
                read = system,call,agent,dialplan,reporting
                write = reporting
                writetimeout = 5000
                """);
        assertThat(text(plan, 1)).isEqualTo("new-random-secret\n");
        assertThat(plan.byHand()).isEmpty();
        assertThat(plan.settings()).isEqualTo("""
                pbxs:
                  hq:
                    host: "127.0.0.1"
                    username: callwarden
                    secret-file: "/etc/callwarden/secrets/hq"
                """);
    }

    @Test
    void whatIsShownHoldsNoSecret() {
        assertThat(plan(plain(WITH_FOLDER, null), Optional.empty()).changes())
                .allSatisfy(change -> assertThat(change.shown()).doesNotContain("new-random-secret"));
    }

    @Test
    void lineThatIsMissingInManagerConfIsLeftToTheAdministrator() {
        Plan plan = plan(plain(GENERAL, null), Optional.empty());

        assertThat(plan.changes()).hasSize(2);
        assertThat(plan.byHand())
                .singleElement()
                .asString()
                .contains("/etc/asterisk/manager.conf", "#include \"manager.d/*.conf\"");
    }

    @Test
    void managerThatIsOffAndTimesThatAreNotExactAreTold() {
        Plan plan = plan(plain("[general]\n#include /etc/asterisk/manager.d/*.conf\n", null), Optional.empty());

        assertThat(plan.byHand()).hasSize(2).anyMatch(words -> words.contains("enabled = yes"));
        assertThat(plan.byHand()).anyMatch(words -> words.contains("timestampevents = yes"));
    }

    @Test
    void generatedConfigurationGetsOneMoreLineBehindAllThatIsThere() {
        String before = "; mine \u00e9\r\n[phpagi]\r\nsecret=phpagi";
        Plan plan = plan(generated(before), Optional.empty());

        Change custom = plan.changes().get(1);
        assertThat(custom.path()).isEqualTo(FOLDER.resolve("manager_custom.conf"));
        assertThat(custom.kind()).isEqualTo(Change.Kind.APPENDED);
        assertThat(custom.readers()).isEqualTo(Change.Readers.AS_BEFORE);
        assertThat(new String(custom.content(), StandardCharsets.ISO_8859_1))
                .startsWith(before + "\n;")
                .endsWith("\n#include manager.d/callwarden.conf\n");
        assertThat(custom.shown()).doesNotContain("phpagi");
        assertThat(plan.byHand()).isEmpty();
    }

    @Test
    void generatedConfigurationThatHasTheLineIsLeftAlone() {
        Plan plan = plan(generated("#include manager.d/callwarden.conf\n"), Optional.empty());

        assertThat(plan.changes()).noneMatch(change -> change.path().endsWith("manager_custom.conf"));
    }

    @Test
    void nothingIsDoneTwice() {
        String own = text(plan(plain(WITH_FOLDER, null), Optional.empty()), 0);

        assertThat(plan(plain(WITH_FOLDER, own), Optional.of("new-random-secret"), "another-random-one")
                        .changes())
                .isEmpty();
    }

    @Test
    void secretThatIsInUseIsGivenToTheAgent() {
        String own = text(plan(plain(WITH_FOLDER, null), Optional.empty()), 0);

        Plan plan = plan(plain(WITH_FOLDER, own), Optional.empty(), "another-random-one");

        assertThat(plan.changes()).singleElement().extracting(Change::path).isEqualTo(SECRET_FILE);
        assertThat(text(plan, 0)).isEqualTo("new-random-secret\n");
    }

    @Test
    void otherUserInTheSameFileIsNotReplacedUnlessForced() {
        AsteriskFacts facts = plain(WITH_FOLDER, "[callwarden]\nsecret = set-by-hand\nread = all\n");
        assertThatThrownBy(() -> plan(facts, Optional.empty()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("/etc/asterisk/manager.d/callwarden.conf")
                .hasMessageContaining("--force")
                .hasMessageNotContaining("set-by-hand");

        request = request(List.of(), true);
        Plan plan = plan(facts, Optional.empty());

        assertThat(plan.changes().get(0).kind()).isEqualTo(Change.Kind.REPLACED);
        assertThat(text(plan, 0)).contains("secret = set-by-hand\n", "read = system,call,agent,dialplan,reporting\n");
    }

    @Test
    void userOfAnotherFileIsNeverTouched() {
        request = request(List.of(), true);

        assertThatThrownBy(() -> plan(plain(WITH_FOLDER + "[callwarden]\nsecret = x\n", null), Optional.empty()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("/etc/asterisk/manager.conf line 5")
                .hasMessageContaining("--username");
    }

    @Test
    void agentOnAnotherMachineIsLetInAndToldWhereToFindThePbx() {
        request = request(List.of("10.0.0.5"), false);

        Plan plan = plan(
                plain(WITH_FOLDER.replace("enabled", "bindaddr = 127.0.0.1\nport = 6038\nenabled"), null),
                Optional.empty());

        assertThat(text(plan, 0)).contains("permit = 10.0.0.5\n").doesNotContain("permit = 127");
        assertThat(plan.settings()).contains("host: ADDRESS-OF-THIS-PBX\n    port: 6038\n");
        assertThat(plan.byHand())
                .anyMatch(words -> words.contains("bindaddr = 127.0.0.1"))
                .anyMatch(words -> words.startsWith("Copy "));
    }

    @Test
    void managerThatListensAtOneAddressIsReachedThere() {
        Plan plan = plan(plain(WITH_FOLDER.replace("enabled", "bindaddr = 10.0.0.1\nenabled"), null), Optional.empty());

        assertThat(text(plan, 0)).contains("permit = 10.0.0.1/255.255.255.255\n");
        assertThat(plan.settings()).contains("host: \"10.0.0.1\"");
    }

    @Test
    void mistakesAreRefusedBeforeAnythingIsPlanned() {
        assertThatThrownBy(() -> request(List.of("10.0.0.5\npermit = 0.0.0.0/0"), false)
                        .permit()
                        .forEach(address -> {
                            request = request(List.of(address), false);
                            plan(plain(WITH_FOLDER, null), Optional.empty());
                        }))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("--permit");
        request = request(List.of(), false);
        assertThatThrownBy(() -> plan(plain(WITH_FOLDER, null), Optional.of("two words;")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("--new-secret")
                .hasMessageNotContaining("two words");
    }

    private Plan plan(AsteriskFacts facts, Optional<String> secretThere) {
        return plan(facts, secretThere, "new-random-secret");
    }

    private Plan plan(AsteriskFacts facts, Optional<String> secretThere, String random) {
        return Plan.of(request, facts, secretThere, () -> random);
    }

    private static String text(Plan plan, int change) {
        return new String(plan.changes().get(change).content(), StandardCharsets.ISO_8859_1);
    }

    private static SetupRequest request(List<String> permit, boolean force) {
        return new SetupRequest(
                "hq", "callwarden", permit, true, false, false, new AsteriskVersion(22, 10), SECRET_FILE, false, force);
    }

    private static AsteriskFacts plain(String managerConf, String own) {
        List<ConfigFile> files = new ArrayList<>(List.of(ConfigFile.parse("/etc/asterisk/manager.conf", managerConf)));
        if (own != null) {
            files.add(ConfigFile.parse("/etc/asterisk/manager.d/callwarden.conf", own));
        }
        return new AsteriskFacts(FOLDER, Flavour.PLAIN, files, null, own);
    }

    private static AsteriskFacts generated(String custom) {
        return new AsteriskFacts(
                FOLDER,
                Flavour.FREEPBX,
                List.of(
                        ConfigFile.parse("/etc/asterisk/manager.conf", GENERATED),
                        ConfigFile.parse("/etc/asterisk/manager_custom.conf", custom)),
                custom.getBytes(StandardCharsets.ISO_8859_1),
                null);
    }
}
