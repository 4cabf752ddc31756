package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scripts by name. */
final class ScenarioBook {
    static final String TRUNK = "trunk-a";

    private final Map<String, CallScript> scripts = new LinkedHashMap<>();

    private ScenarioBook() {}

    static ScenarioBook written() {
        ScenarioBook book = new ScenarioBook();
        PhoneScenarios.write(book);
        QueueScenarios.write(book);
        OtherScenarios.write(book);
        return book;
    }

    List<String> names() {
        return List.copyOf(scripts.keySet());
    }

    Optional<CallScript> script(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    void put(String name, CallScript script) {
        scripts.put(name, script);
    }

    /** Somebody calls: an employee if his number has three digits, else a customer, whose DID the dialplan keeps. */
    void add(String name, String caller, String number, CallScript rest) {
        boolean employee = caller.length() == 3;
        put(name, call -> rest.play((employee ? call.fromPhone(caller) : call.from(TRUNK, caller)).to(number)));
    }

    /** A customer calls, and the dialplan keeps no DID. */
    void addPlain(String name, String caller, String number, CallScript rest) {
        put(name, call -> rest.play(call.from(TRUNK, caller).toPlain(number)));
    }

    static Duration s(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
