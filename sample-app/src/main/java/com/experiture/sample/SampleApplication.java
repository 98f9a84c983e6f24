package com.experiture.sample;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.PropertySource;

/**
 * Ingests customers and orders once it has started, then keeps running.
 */
@SpringBootApplication
@PropertySource("classpath:emulator.properties")
@EnableConfigurationProperties(SampleProperties.class)
public class SampleApplication {

	public static void main(String[] args) {
		if (new DefaultApplicationArguments(args).containsOption(ContractCommand.OPTION)) {
			System.exit(ContractCommand.run(args, System.out));
		}
		if (new DefaultApplicationArguments(args).containsOption(RecordCommand.OPTION)) {
			System.out.print(RecordCommand.run(args));
			return;
		}
		SpringApplication.run(SampleApplication.class, args);
	}

}
