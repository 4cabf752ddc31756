package io.callwarden;

import io.callwarden.call.CallRules;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.queue.ServiceLevels;

/** What the configuration says of one PBX: its own settings, and those that hold for all. */
record PbxSettings(PbxConfig pbx, Configuration all) {
    CallRules rules(PhoneNumbers numbers) {
        return all.calls().rules(numbers, pbx.employees());
    }

    ServiceLevels serviceLevels() {
        return new ServiceLevels(pbx.queues().targets(), all.calls().serviceLevel());
    }
}
