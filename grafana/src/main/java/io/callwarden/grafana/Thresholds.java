package io.callwarden.grafana;

/** The numbers at which an alert fires, and at which therefore a board changes colour. A test holds them against the rules. */
public final class Thresholds {
    /** PbxMissedCallSpike: missed calls in ten minutes from which on it may page. */
    public static final int MISSED_IN_TEN_MINUTES = 5;
    /** PbxMissedCallSpike: so many times the square root of the usual (and one) above the usual. */
    public static final int SPIKE_WIDTH = 3;
    /** PbxAnswerBudgetBurnFast and Slow: share of callers that may be missed. */
    public static final double MISSED_BUDGET = 0.10;
    /** Share of callers that should be spoken with: what the budget leaves. */
    public static final double ANSWER_OBJECTIVE = 1 - MISSED_BUDGET;
    /** PbxAnswerBudgetBurnFast: so many times the budget pages. */
    public static final int FAST_BURN = 6;
    /** PbxAnswerBudgetBurnSlow: so many times the budget warns. */
    public static final int SLOW_BURN = 2;
    /** PbxQueueWaitTooLong: a caller waited so many times the target of the queue. */
    public static final int WAIT_IN_TARGETS = 3;
    /** PbxQueueServiceLevelLow: share within the target below which it warns. */
    public static final double SERVICE_LEVEL = 0.80;
    /** PbxQueueAbandonRateHigh: share of callers who gave up. */
    public static final double ABANDONED_SHARE = 0.15;
    /** PbxTrunkSaturated: share of a trunk's channels in use. */
    public static final double TRUNK_LOAD = 0.9;
    /** PbxExtensionsUnreachable: share of the phones. */
    public static final double UNREACHABLE_SHARE = 0.20;
    /** PbxExtensionsUnreachable: so many phones at least. */
    public static final int UNREACHABLE_PHONES = 3;
    /** PbxVoiceQualityPoor: share of calls that were hard to understand. */
    public static final double POOR_SHARE = 0.10;
    /** PbxAmiLagging: events come so many seconds late. */
    public static final int LAG_SECONDS = 10;
    /** PbxStoreDiskFillsUp: free bytes below which a forecast of a full disk warns. */
    public static final double DISK_FREE_BYTES = 5e9;
    /** PbxWebhookStuck and PbxMailStuck: a notice has waited so many seconds. */
    public static final int NOTICE_SECONDS = 900;
    /** The service level's target where none is set, in seconds. */
    static final int DEFAULT_TARGET_SECONDS = 15;

    private Thresholds() {}
}
