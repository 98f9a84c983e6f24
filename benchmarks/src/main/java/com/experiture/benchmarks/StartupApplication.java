package com.experiture.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with nothing but its dependencies.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartupApplication {

	/**
	 * Start the application and print how long that took since the JVM was started, in
	 * milliseconds, the CPU time of it, and the numbers of beans and classes.
	 * @param args the arguments of the application
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(StartupApplication.class, args)) {
			long wall = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
			long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
			long beans = context.getBeanFactory().getBeanDefinitionCount();
			System.out.println("started " + wall + " " + cpu / 1_000_000 + " " + beans + " "
					+ ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
		}
	}

}
