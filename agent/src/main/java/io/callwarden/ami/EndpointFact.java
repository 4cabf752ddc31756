package io.callwarden.ami;

/**
 * What the PBX itself knows of one SIP endpoint, from which one can tell a trunk from a phone. Strings are empty where it does not say.
 *
 * @param tech {@code PJSIP} or {@code SIP}
 * @param name of the endpoint
 * @param context in which its calls begin; only known where its details may be read
 * @param deviceState such as {@code Not in use} or {@code Unavailable}
 * @param registersOutbound true if this Asterisk registers there, as one does with a provider
 * @param identifiedByAddress true if it is recognised by its IP address, as one does with a trunk
 * @param fixedAddress true if it has a fixed address instead of a registration of its own
 * @param unqualified true if Asterisk is not set to ask it now and then whether it is still there; false also where that is not known
 */
public record EndpointFact(
        String tech,
        String name,
        String context,
        String deviceState,
        boolean registersOutbound,
        boolean identifiedByAddress,
        boolean fixedAddress,
        boolean unqualified) {}
