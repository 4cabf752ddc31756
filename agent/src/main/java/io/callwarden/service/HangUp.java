package io.callwarden.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, by which daemons are told to read their configuration anew. {@code sun.misc.Signal} is the only way to it; it is reached
 * by reflection, as the compiler warns of each direct use and an option against that has no promise to stay.
 */
public final class HangUp {
    private static final Logger log = LoggerFactory.getLogger(HangUp.class);
    private static final String NAME = "HUP";

    private HangUp() {}

    /** From now on the signal runs {@code received} instead of ending the process; on a thread of its own, which it must not hold up. */
    public static void on(Runnable received) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.invoke(received, arguments);
                }
                received.run();
                return null;
            };
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(NAME),
                            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // IllegalArgumentException: a JVM that keeps the signal for itself (-Xrs).
            log.warn("SIGHUP does not read the configuration anew here, `callwarden reload` does: {}", e.toString());
        }
    }
}
