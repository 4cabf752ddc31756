package io.callwarden.web;

import io.callwarden.config.ConfigException;
import java.util.function.Function;

/** {@code POST /-/reload}: the configuration is read anew. What became of it is the page; 500 where it cannot be used, as with Prometheus. */
final class ReloadPage implements Function<Request, Answer> {
    private final Reload reload;

    ReloadPage(Reload reload) {
        this.reload = reload;
    }

    @Override
    public Answer apply(Request request) {
        try {
            return Answer.text(200, String.join("\n", reload.run()) + "\n");
        } catch (ConfigException e) {
            return Answer.text(500, e.getMessage() + "\n");
        }
    }
}
