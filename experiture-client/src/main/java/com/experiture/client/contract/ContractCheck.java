package com.experiture.client.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The command for {@link ExperitureContract}: prints the report and ends with a status
 * for builds.
 *
 * <pre>java -cp … com.experiture.client.contract.ContractCheck openapi.json</pre>
 */
public final class ContractCheck {

	/** Nothing is new or contradicted. */
	public static final int NO_DRIFT = 0;

	/** Something is new or contradicted. */
	public static final int DRIFT = 1;

	/** There is no document to compare. */
	public static final int UNREADABLE = 2;

	private ContractCheck() {
	}

	/**
	 * Compare a document, print the report and end this Java process.
	 * @param args the path of the document
	 */
	public static void main(String[] args) {
		System.exit((args.length == 1) ? run(args[0], ContractCheck::file, System.out) : run("", (source) -> {
			throw new UnreadableContractException("Usage: ContractCheck <path of an OpenAPI document>");
		}, System.out));
	}

	/**
	 * Compare a document and print the report.
	 * @param source the location of the document
	 * @param check compares the document at the location
	 * @param output receives the report
	 * @return {@link #NO_DRIFT}, {@link #DRIFT} or {@link #UNREADABLE}
	 */
	public static int run(String source, Function<String, ContractReport> check, Appendable output) {
		try {
			ContractReport report = check.apply(source);
			output.append(report.toString());
			return report.hasDrift() ? DRIFT : NO_DRIFT;
		}
		catch (UnreadableContractException ex) {
			return unreadable(ex, output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (RuntimeException ex) {
			// An uncaught exception would end the command with the exit status of drift.
			return unreadable(
					new UnreadableContractException(
							"The OpenAPI document cannot be compared (" + ex.getClass().getSimpleName() + ")", ex),
					output);
		}
	}

	/**
	 * Compare the document in a file.
	 * @param path the path of the file
	 * @return the report
	 */
	public static ContractReport file(String path) {
		try {
			return ExperitureContract.check(Path.of(path));
		}
		catch (InvalidPathException ex) {
			throw new UnreadableContractException("Not a path: " + path, ex);
		}
	}

	private static int unreadable(Exception ex, Appendable output) {
		try {
			output.append(ex.getMessage()).append('\n');
			return UNREADABLE;
		}
		catch (IOException writing) {
			throw new UncheckedIOException(writing);
		}
	}

}
