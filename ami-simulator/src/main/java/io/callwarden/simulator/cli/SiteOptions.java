package io.callwarden.simulator.cli;

import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.DayProfile;
import io.callwarden.simulator.script.Routine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How big the house of a busy day is, and what goes on in it beside the calls. */
public final class SiteOptions {
    private static final int TRUNKS = 2;

    /** Others than those who serve queues. */
    private static final int MORE_PHONES = 10;

    @Option(
            names = "--big-site",
            description = "200 employees in 50 queues, 20 trunks and 500 extensions instead of the small firm.")
    private boolean bigSite;

    @Option(
            names = "--employees",
            paramLabel = "N",
            description = "A site of its own size: so many employees serve queues, 1 to 200 (else: the small firm).")
    private Integer employees;

    @Option(
            names = "--queues",
            paramLabel = "N",
            description = "Queues of that site, 1 to 50, at most as many as employees (default: 1).")
    private Integer queues;

    @Option(names = "--trunks", paramLabel = "N", description = "Trunks of that site, 1 to 20 (default: 2).")
    private Integer trunks;

    @Option(
            names = "--extensions",
            paramLabel = "N",
            description =
                    "Phones of that site altogether, at least 4 more than employees, up to 500 (default: 10 more).")
    private Integer extensions;

    @Option(
            names = "--routine",
            description =
                    "Employees log in to their queues, pause for lunch and breaks, and log off; phones and a trunk"
                            + " cannot be reached for some minutes.")
    private boolean routine;

    @Option(
            names = "--phone-outages",
            paramLabel = "N",
            description = "With --routine: so many phones a day cannot be reached for a while (default: 4).")
    private Double phoneOutages;

    @Option(
            names = "--trunk-outages",
            paramLabel = "N",
            description =
                    "With --routine: so often a day a trunk goes down (default: 1, or 0 if there is only one trunk).")
    private Double trunkOutages;

    @Option(
            names = "--first-week",
            paramLabel = "SHARE",
            description = "In the first seven days only this share of the calls comes, 0 to 1 (default: all).")
    private Double firstWeek;

    /** @throws IllegalArgumentException if the options ask for what cannot be */
    BusyDay house(long seed) {
        BusyDay house = site(seed);
        if (!routine) {
            if (phoneOutages != null || trunkOutages != null) {
                throw new IllegalArgumentException("--phone-outages and --trunk-outages need --routine");
            }
            return house;
        }
        double ofTrunks = house.trunks().size() > 1 ? Routine.ORDINARY.trunkOutages() : 0;
        return house.withRoutine(new Routine(
                true,
                true,
                Optional.ofNullable(phoneOutages).orElse(Routine.ORDINARY.phoneOutages()),
                Optional.ofNullable(trunkOutages).orElse(ofTrunks)));
    }

    private BusyDay site(long seed) {
        if (employees == null) {
            if (Stream.of(Optional.ofNullable(queues), Optional.ofNullable(trunks), Optional.ofNullable(extensions))
                    .anyMatch(Optional::isPresent)) {
                throw new IllegalArgumentException("--queues, --trunks and --extensions need --employees");
            }
            return bigSite ? BusyDay.ofABigSite(seed) : BusyDay.ofASmallFirm(seed);
        }
        if (bigSite) {
            throw new IllegalArgumentException("--big-site and --employees exclude each other");
        }
        return BusyDay.ofASite(
                seed,
                employees,
                Optional.ofNullable(queues).orElse(1),
                Optional.ofNullable(trunks).orElse(TRUNKS),
                Optional.ofNullable(extensions).orElse(employees + MORE_PHONES));
    }

    DayProfile weeks(DayProfile profile, Instant start) {
        return firstWeek == null ? profile : profile.withWeeks(start, List.of(firstWeek, 1.0));
    }
}
