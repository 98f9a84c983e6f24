package com.experiture.sample;

import java.util.List;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.PropertySource;

import com.experiture.client.ExperitureClient;
import com.experiture.client.contract.ContractCheck;
import com.experiture.client.contract.ContractReport;
import com.experiture.client.contract.ExperitureContract;

/**
 * Compares an OpenAPI document with the client instead of ingesting: {@code --contract}
 * with the path of a file, or {@code --contract=live} for what the API serves now.
 */
final class ContractCommand {

	static final String OPTION = "contract";

	private static final String LIVE = "live";

	private ContractCommand() {
	}

	/**
	 * Print the report.
	 * @param args the arguments of the application
	 * @param output where to print
	 * @return the exit status, see {@link ContractCheck}
	 */
	static int run(String[] args, Appendable output) {
		List<String> sources = new DefaultApplicationArguments(args).getOptionValues(OPTION);
		return ContractCheck.run(sources.isEmpty() ? LIVE : sources.get(0),
				(source) -> source.equals(LIVE) ? live(args) : ContractCheck.file(source), output);
	}

	private static ContractReport live(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Client.class)
			.web(WebApplicationType.NONE)
			.run(args)) {
			return ExperitureContract.check(context.getBean(ExperitureClient.class));
		}
	}

	@EnableAutoConfiguration
	@PropertySource("classpath:emulator.properties")
	static class Client {

	}

}
