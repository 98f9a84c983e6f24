package com.experiture.boot.test.example;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Writes while the application starts.
 */
@Component
class ExampleStartup implements ApplicationRunner {

	private final ExampleFeed feed;

	ExampleStartup(ExampleFeed feed) {
		this.feed = feed;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.feed.write("startup");
	}

}
