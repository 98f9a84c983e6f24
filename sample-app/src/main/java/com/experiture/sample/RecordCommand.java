package com.experiture.sample;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.PropertySource;

import com.experiture.client.ExperitureClient;
import com.experiture.client.metadata.ObjectSchema;
import com.experiture.client.settings.RecordNaming;

/**
 * Prints the source of a Java record for an object of the workspace instead of ingesting:
 * {@code --record=profiles --type=com.acme.Customer}, with {@code --kotlin} that of a
 * Kotlin data class. The names fit to {@code experiture.records.naming}.
 */
final class RecordCommand {

	static final String OPTION = "record";

	private RecordCommand() {
	}

	/**
	 * Return the source.
	 * @param args the arguments of the application
	 * @return the source of one file
	 */
	static String run(String[] args) {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		String type = value(arguments, "type", "com.example.Profile");
		int end = type.lastIndexOf('.');
		String packageName = (end > 0) ? type.substring(0, end) : "";
		String name = type.substring(end + 1);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Client.class)
			.web(WebApplicationType.NONE)
			.run(args)) {
			ExperitureClient client = context.getBean(ExperitureClient.class);
			ObjectSchema schema = client.metadata().getObject(value(arguments, OPTION, "profiles"));
			RecordNaming naming = client.settings().recordNaming();
			return arguments.containsOption("kotlin") ? schema.toKotlinDataClass(packageName, name, naming)
					: schema.toJavaRecord(packageName, name, naming);
		}
	}

	private static String value(ApplicationArguments arguments, String option, String otherwise) {
		return (arguments.containsOption(option) && !arguments.getOptionValues(option).isEmpty())
				? arguments.getOptionValues(option).get(0) : otherwise;
	}

	@EnableAutoConfiguration
	@PropertySource("classpath:emulator.properties")
	static class Client {

	}

}
