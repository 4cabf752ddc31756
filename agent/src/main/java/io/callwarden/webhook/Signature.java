package io.callwarden.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs deliveries as the Standard Webhooks specification has it: HMAC-SHA256 over id, timestamp and body. Immutable. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String BASE64 = "whsec_";

    private final byte[] key;

    private Signature(byte[] key) {
        this.key = key;
    }

    /**
     * With a secret.
     *
     * @param secret {@code whsec_} and the key in base64, or the key itself
     * @throws IllegalArgumentException if what stands behind {@code whsec_} is no base64, or the key is empty
     */
    static Signature with(String secret) {
        byte[] key = secret.startsWith(BASE64)
                ? Base64.getDecoder().decode(secret.substring(BASE64.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
        if (key.length == 0) {
            throw new IllegalArgumentException("empty key");
        }
        return new Signature(key);
    }

    /** Bytes of the key. */
    int strength() {
        return key.length;
    }

    /** What stands in the header {@code Webhook-Signature}. */
    String of(String id, Instant timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Java has no " + ALGORITHM, e);
        }
    }
}
