package com.experiture.readme;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import com.experiture.emulator.CdpObject;
import com.experiture.emulator.FieldType;
import com.experiture.emulator.autoconfigure.ExperitureEmulatorCustomizer;

@TestConfiguration(proxyBeanMethods = false)
class WorkspaceConfiguration {

	@Bean
	ExperitureEmulatorCustomizer workspace() {
		return (builder) -> builder.object(CdpObject.profiles().field("newsletter", FieldType.BOOLEAN))
			.object(CdpObject.event("visits").requiredField("page", FieldType.STRING));
	}

}
