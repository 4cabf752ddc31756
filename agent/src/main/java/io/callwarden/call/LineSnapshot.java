package io.callwarden.call;

import io.callwarden.call.LineEvents.Contact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of a PBX as it told them when asked, together with each {@link PbxSnapshot}.
 *
 * @param askedAt PBX time at which the questions were sent; what is newer than this may be missing in the lists
 * @param complete technologies, such as {@code PJSIP}, all of whose lines are listed
 * @param lines every line that may be seen
 * @param devices what Asterisk thinks of devices, lines or not, such as {@code PJSIP/101}
 * @param registering technologies all of whose registrations with others are listed
 * @param registrations ours with others
 */
public record LineSnapshot(
        Instant askedAt,
        Set<String> complete,
        List<Listed> lines,
        Map<String, DeviceState> devices,
        Set<String> registering,
        List<Registration> registrations) {
    public LineSnapshot {
        complete = Set.copyOf(complete);
        lines = List.copyOf(lines);
        devices = Map.copyOf(devices);
        registering = Set.copyOf(registering);
        registrations = List.copyOf(registrations);
    }

    /**
     * One line.
     *
     * @param device as a channel of it begins: {@code PJSIP/101}
     * @param state unknown where the PBX does not say
     * @param contactsListed whether {@code contacts} are all its addresses; false where some of them may not be asked for
     * @param contacts each address that is told, and what became of it
     */
    public record Listed(String device, DeviceState state, boolean contactsListed, Map<String, Contact> contacts) {
        public Listed {
            contacts = Map.copyOf(contacts);
        }
    }

    /**
     * One registration with somebody else; technology, user and server name it as {@link LineEvents#registrationChanged} does.
     *
     * @param device the line that it is for, such as {@code PJSIP/trunk-a}; empty where none can be found
     */
    public record Registration(String tech, String user, String server, String device, boolean registered) {}
}
