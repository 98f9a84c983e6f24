package com.experiture.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

import com.github.tomakehurst.wiremock.common.FatalStartupException;

import org.springframework.core.NestedExceptionUtils;

/**
 * Runs a standalone {@link ExperitureEmulator}, for example in a container. It listens on
 * all network interfaces. API, token endpoint and uploads share one port.
 *
 * <pre class="code">
 * java -cp ... com.experiture.emulator.EmulatorApplication --port=8080 --fixtures=fixtures.json
 * </pre>
 *
 * Each option is an argument {@code --name=value} or an environment variable
 * {@code EXPERITURE_EMULATOR_NAME}. Arguments override the environment.
 * <table>
 * <caption>Options</caption> <thead>
 * <tr>
 * <th>Name</th>
 * <th>Default</th>
 * <th>Meaning</th>
 * </tr>
 * </thead> <tbody>
 * <tr>
 * <td>{@code port}</td>
 * <td>8080</td>
 * <td>The port; 0 for any free one</td>
 * </tr>
 * <tr>
 * <td>{@code client-id}</td>
 * <td>emulator-client</td>
 * <td>The id of the only API client</td>
 * </tr>
 * <tr>
 * <td>{@code client-secret}</td>
 * <td>emulator-secret</td>
 * <td>Its secret, which protects nothing</td>
 * </tr>
 * <tr>
 * <td>{@code external-url}</td>
 * <td>the host that each request names</td>
 * <td>The origin that upload URLs begin with, such as that of a proxy that adds TLS</td>
 * </tr>
 * <tr>
 * <td>{@code fixtures}</td>
 * <td>none</td>
 * <td>A JSON file with objects, records, audiences and templates</td>
 * </tr>
 * </tbody>
 * </table>
 * In addition to the API there are {@code GET /emulator/health}, {@code GET
 * /emulator/records/{object}} with the stored records, and {@code POST /emulator/reset},
 * which resets the emulator and loads the fixtures again. With the single argument
 * {@code health}, the application asks a running emulator for its health, for the health
 * check of a container.
 */
public final class EmulatorApplication {

	private EmulatorApplication() {
	}

	/**
	 * Run the emulator until the process is stopped.
	 * @param args options, or {@code health}
	 */
	public static void main(String[] args) {
		int status = (args.length == 1 && args[0].equals("health")) ? health(System.getenv())
				: start(System.getenv(), System.out, System.err, args);
		if (status >= 0) {
			System.exit(status);
		}
	}

	private static int start(Map<String, String> environment, PrintStream out, PrintStream err, String... args) {
		try {
			StandaloneOptions options = StandaloneOptions.read(environment, args);
			Standalone standalone = Standalone.start(options);
			Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "experiture-emulator-stop"));
			out.println(standalone);
			return -1;
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			return 2;
		}
		catch (FatalStartupException ex) {
			err.println("The port cannot be used: " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			return 2;
		}
	}

	private static int health(Map<String, String> environment) {
		int port = StandaloneOptions.read(environment).port();
		try {
			HttpURLConnection connection = (HttpURLConnection) URI
				.create("http://127.0.0.1:" + port + StandaloneEndpoints.HEALTH)
				.toURL()
				.openConnection();
			connection.setConnectTimeout(2000);
			connection.setReadTimeout(2000);
			return (connection.getResponseCode() == 200) ? 0 : 1;
		}
		catch (IOException ex) {
			return 1;
		}
	}

}
