package io.callwarden.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.setup.ConfigFile.Section;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigFileTest {
    @Test
    void settingsAreReadAsAsteriskReadsThem() {
        ConfigFile file = ConfigFile.parse("manager.conf", """
                ; a comment
                [general]
                enabled = no
                enabled=yes ; now
                port => 5039
                ;bindaddr = 10.0.0.1
                ;-- nothing
                bindaddr = 10.0.0.2
                --;
                #include "manager.d/*.conf"
                #include manager_custom.conf
                #tryinclude <other.conf>
                ;--------------------
                [admin](template)
                secret = a\\;b
                [admin](+)
                """);

        assertThat(file.value("general", "Enabled")).contains("yes");
        assertThat(file.value("general", "port")).contains("5039");
        assertThat(file.value("general", "bindaddr")).isEmpty();
        assertThat(file.includes()).containsExactly("manager.d/*.conf", "manager_custom.conf", "other.conf");
        assertThat(file.section("admin")).contains(new Section("admin", false, 14));
        assertThat(file.section("nobody")).isEmpty();
    }

    @Test
    void sectionThatOnlyAddsToAnotherIsNoUser() {
        assertThat(ConfigFile.parse("x.conf", "[callwarden](+)\nread = all\n").section("callwarden"))
                .isEmpty();
    }

    @Test
    void generatedConfigurationsAreToldByTheFilesOfTheirInstallers() {
        Path etc = Path.of("/etc");
        assertThat(Flavour.of(etc, Set.of()::contains)).isEqualTo(Flavour.PLAIN);
        assertThat(Flavour.of(etc, Set.of(etc.resolve("freepbx.conf"))::contains))
                .isEqualTo(Flavour.FREEPBX);
        assertThat(Flavour.of(etc, Set.of(etc.resolve("amportal.conf"))::contains))
                .isEqualTo(Flavour.FREEPBX);
        assertThat(Flavour.of(etc, Set.of(etc.resolve("amportal.conf"), etc.resolve("issabel.conf"))::contains))
                .isEqualTo(Flavour.ISSABEL);
    }
}
