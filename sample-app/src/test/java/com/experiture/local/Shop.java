package com.experiture.local;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that the reader of {@code docs/local.md} has already.
 */
@SpringBootApplication
class Shop {

	public static void main(String[] args) {
		SpringApplication.run(Shop.class, args);
	}

}
