package io.callwarden.store;

import java.nio.file.Path;
import java.util.List;

/** Opens a store and writes a call, in a process of its own. */
final class StartOfStore {
    private StartOfStore() {}

    public static void main(String[] arguments) {
        try (CallStore store = CallStore.open(StoreConfig.in(Path.of(arguments[0])))) {
            store.prepare();
            store.write(SampleCalls.calls(0, 1), List.of());
        }
    }
}
