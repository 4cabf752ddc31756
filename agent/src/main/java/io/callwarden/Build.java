package io.callwarden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What is running.
 *
 * @param version of this build
 * @param revision the commit it was built from; {@code unknown} where the build was not told
 */
public record Build(String version, String revision) {
    /** This program's. */
    public static Build current() {
        try (InputStream file = Build.class.getResourceAsStream("/build.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return new Build(properties.getProperty("version"), properties.getProperty("revision"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
