package io.callwarden.cli;

/** How a command ends, for scripts; the numbers above 63 are those of sysexits.h. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int DATA = 65;
    static final int UNAVAILABLE = 69;
    static final int CONFIGURATION = 78;

    /** For the foot of each help page. */
    static final String HELP = "%nExit codes:%n"
            + "   0  done%n"
            + "   1  failed, or `check` found something missing%n"
            + "   2  wrong arguments%n"
            + "  65  the database is damaged, or was made by a newer version%n"
            + "  69  something needed cannot be had: the PBX, the database, the web port%n"
            + "  78  the configuration has mistakes; all are listed%n"
            + " 130  stopped by Ctrl-C, 143 by SIGTERM";

    private ExitCode() {}
}
