package com.experiture.local;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.experiture.emulator.CdpObject;
import com.experiture.emulator.FieldType;
import com.experiture.emulator.autoconfigure.ExperitureEmulatorCustomizer;

class LocalShop {

	public static void main(String[] args) {
		SpringApplication.from(Shop::main).with(Workspace.class).run("--experiture.emulator.enabled=true");
	}

	@Configuration(proxyBeanMethods = false)
	static class Workspace {

		@Bean
		ExperitureEmulatorCustomizer workspace() {
			return (builder) -> builder.object(CdpObject.profiles().field("newsletter", FieldType.BOOLEAN))
				.object(CdpObject.event("visits").requiredField("page", FieldType.STRING));
		}

	}

}
