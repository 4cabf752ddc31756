package io.callwarden.voice;

/**
 * How people would judge a connection, from what the network does to it: a simplified E-model (ITU-T G.107), with all its parameters at
 * their defaults but for delay and loss.
 *
 * <pre>
 * R       = 93.2 - Idd - Ie,eff
 * Idd     = 0 up to 100 ms, then 25 ((1 + X^6)^(1/6) - 3 (1 + (X/3)^6)^(1/6) + 2), X = log2(delay / 100 ms)
 * Ie,eff  = Ie + (95 - Ie) Ppl / (Ppl + Bpl), Ppl the packets lost in percent
 * MOS     = 1 + 0.035 R + R (R - 60) (100 - R) 7e-6
 * </pre>
 *
 * 93.2 is R with every parameter of G.107 at its default; loss is taken as random (BurstR 1), and echo as cancelled.
 *
 * @param ie Ie: what the codec itself costs (ITU-T G.113, appendix I)
 * @param bpl Bpl: how well the codec bears loss (the same)
 */
record EModel(double ie, double bpl) {
    /** G.711 whose decoder conceals loss. The PBX does not tell the codec; this is what most calls use, and costs nothing by itself. */
    static final EModel G711 = new EModel(0, 25.1);

    private static final double WITHOUT_IMPAIRMENT = 93.2;
    private static final double LARGEST_IMPAIRMENT = 95;
    private static final double PERCENT = 100;
    private static final double DELAY_FREE_MILLIS = 100;
    private static final double BEST_MOS = 4.5;

    /**
     * The rating R, 0 to 93.2.
     *
     * @param lost share of packets that do not arrive, 0 to 1
     * @param delayMillis from mouth to ear
     */
    double rating(double lost, double delayMillis) {
        return Math.max(0, WITHOUT_IMPAIRMENT - delayImpairment(delayMillis) - lossImpairment(lost));
    }

    /** Ie,eff. */
    double lossImpairment(double lost) {
        double ppl = PERCENT * lost;
        return ie + (LARGEST_IMPAIRMENT - ie) * ppl / (ppl + bpl);
    }

    /** Idd. */
    static double delayImpairment(double millis) {
        if (millis <= DELAY_FREE_MILLIS) {
            return 0;
        }
        double x = Math.log(millis / DELAY_FREE_MILLIS) / Math.log(2);
        return 25 * (Math.pow(1 + Math.pow(x, 6), 1.0 / 6) - 3 * Math.pow(1 + Math.pow(x / 3, 6), 1.0 / 6) + 2);
    }

    /** The mean opinion score that a rating stands for, 1 to 4.5 (G.107, annex B). */
    static double mos(double r) {
        if (r <= 0) {
            return 1;
        }
        return r >= PERCENT ? BEST_MOS : Math.max(1, 1 + 0.035 * r + r * (r - 60) * (PERCENT - r) * 7e-6);
    }
}
