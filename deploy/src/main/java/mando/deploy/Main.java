package mando.deploy;

import mando.deploy.cli.CommandLineInterface;

/** The program's entry. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(CommandLineInterface.of(Installation.ofThisProcess()).execute(arguments));
    }
}
