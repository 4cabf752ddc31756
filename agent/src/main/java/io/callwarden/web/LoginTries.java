package io.callwarden.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gave wrong passwords in the last minute, by address. After {@value #TRIES} wrong ones no other is tried, but whoever is known
 * already gets in, so that a mistake of one visitor does not shut out another at the same address. After {@value #MOST} nobody gets in
 * from there, else a right password could be guessed by what is let in. Bounded; used on one event loop.
 */
final class LoginTries {
    static final int TRIES = 10;
    static final int MOST = 100;
    static final int ADDRESSES = 1_000;

    private static final Logger log = LoggerFactory.getLogger(LoginTries.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int NETWORK_BYTES = 8;

    private final LongSupplier nanos;
    private final Runnable counter;

    /** The oldest first, and gone where there are too many. */
    private final Map<String, Wrong> addresses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Wrong(long since, int times) {}

    /** @param counter is told of every wrong password */
    LoginTries(LongSupplier nanos, Runnable counter) {
        this.nanos = nanos;
        this.counter = counter;
    }

    /** Where a request comes from; of IPv6 the network, for one visitor has all of it. */
    static String address(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "unknown"
                : network(request.remoteAddress().hostAddress());
    }

    static String network(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return String.valueOf(address);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length > NETWORK_BYTES) {
                Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
                return Inet6Address.getByAddress(null, bytes, -1).getHostAddress() + "/64";
            }
        } catch (UnknownHostException notOfThisForm) {
            return address;
        }
        return address;
    }

    /** Whether a password that is not known yet may be tried. */
    boolean mayTry(String address) {
        return times(address) < TRIES;
    }

    /** Whether anybody may come in, with a password that is known. */
    boolean mayComeIn(String address) {
        return times(address) < MOST;
    }

    /** Until all is forgotten; at least 1. */
    long secondsLeft(String address) {
        Wrong wrong = addresses.get(address);
        long left = wrong == null ? 0 : MINUTE - (nanos.getAsLong() - wrong.since());
        return Math.max(1, (left + SECOND - 1) / SECOND);
    }

    /** Takes down a wrong password, or another one that was not tried. */
    void wrong(String address) {
        counter.run();
        int times = times(address) + 1;
        long since = times == 1 ? nanos.getAsLong() : addresses.get(address).since();
        if (times == 1) {
            addresses.remove(address); // So that it is the youngest.
        }
        addresses.put(address, new Wrong(since, times));
        if (times < TRIES) {
            log.warn("A wrong name or password came from {}", address);
        } else if (times == TRIES || times == MOST) {
            log.warn(
                    "No more passwords are taken from {} for {} s: {} wrong ones came from there within a minute",
                    address,
                    secondsLeft(address),
                    times);
        }
    }

    /** Starts anew, for other passwords are the right ones now. */
    void forget() {
        addresses.clear();
    }

    private int times(String address) {
        Wrong wrong = addresses.get(address);
        return wrong == null || nanos.getAsLong() - wrong.since() >= MINUTE ? 0 : wrong.times();
    }
}
