package com.experiture.integration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.transaction.support.TransactionTemplate;

import static com.experiture.integration.Written.assertRejected;
import static com.experiture.integration.Written.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities, proxies and projections of JPA as records.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { "experiture.enabled=false",
		"spring.datasource.url=jdbc:h2:mem:entities", "spring.jpa.hibernate.ddl-auto=create-drop" })
class EntityValuesTests {

	private static final String COMPANY = "{\"id\":1,\"name\":\"Acme\",\"founded\":\"1990-05-17\"}";

	@Autowired
	private CompanyRepository companies;

	@Autowired
	private EmployeeRepository employees;

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void insert() {
		Company company = new Company(1, "Acme", LocalDate.of(1990, 5, 17));
		this.companies.save(company);
		this.employees.save(new Employee(1, "jane@example.com", company));
	}

	@Test
	void entityIsWrittenByItsGetters() {
		assertThat(tree(this.companies.findById(1L).orElseThrow())).isEqualTo(JsonMapper.shared().readTree(COMPANY));
	}

	@Test
	void proxyIsWrittenLikeItsEntity() {
		this.transaction.executeWithoutResult((status) -> {
			Company proxy = this.entities.getReference(Company.class, 1L);
			assertThat(proxy.getClass()).isNotEqualTo(Company.class);
			assertThat(tree(proxy)).isEqualTo(JsonMapper.shared().readTree(COMPANY));
			this.entities.clear();
			Employee employee = this.employees.findById(1L).orElseThrow();
			assertThat(employee.getCompany().getClass()).isNotEqualTo(Company.class);
			assertThat(tree(employee)).isEqualTo(JsonMapper.shared()
				.readTree("{\"id\":1,\"email\":\"jane@example.com\",\"company\":" + COMPANY + "}"));
		});
	}

	// jackson-datatype-hibernate7, which is on the class path, would write null.
	@Test
	void lazyAssociationWithoutItsSessionIsRefused() {
		assertThat(MapperBuilder.findModules()).anyMatch((module) -> module.getClass().getName().contains("hibernate"));
		Employee employee = this.employees.findById(1L).orElseThrow();
		assertRejected(employee).hasMessageStartingWith("record.company")
			.hasMessageContaining("is not loaded, and its session has ended");
		Staff staff = new Staff(this.companies.findById(1L).orElseThrow());
		assertRejected(staff).hasMessageStartingWith("record.employees")
			.hasMessageContaining("is not loaded, and its session has ended");
	}

	@Test
	void entitiesThatReferToEachOtherAreRefused() {
		Node parent = new Node();
		Node child = new Node();
		parent.children.add(child);
		child.parent = parent;
		assertRejected(parent).hasMessageStartingWith("record.children[0].parent").hasMessageContaining("levels deep");
	}

	@Test
	void projectionIsWrittenWithoutItsProxy() {
		EmployeeView view = this.employees.findViewByEmail("jane@example.com");
		assertThat(json(view)).isEqualTo("{\"email\":\"jane@example.com\"}");
		OpenView open = new SpelAwareProxyProjectionFactory().createProjection(OpenView.class,
				new Employee(1, "jane@example.com", null));
		assertThat(json(open)).isEqualTo("{\"contact\":\"to jane@example.com\"}");
		assertThat(json(this.employees.findDtoByEmail("jane@example.com")))
			.isEqualTo("{\"email\":\"jane@example.com\"}");
	}

	@Test
	void rejectsTuple() {
		Tuple tuple = this.entities.createQuery("select e.email as email from Employee e", Tuple.class)
			.getSingleResult();
		assertRejected(tuple).hasMessageContaining("a type of a library");
	}

	private static JsonNode tree(Object record) {
		return JsonMapper.shared().readTree(json(record));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = EntityValuesTests.class)
	@org.springframework.boot.persistence.autoconfigure.EntityScan(basePackageClasses = EntityValuesTests.class)
	static class Application {

	}

	interface CompanyRepository extends JpaRepository<Company, Long> {

	}

	interface EmployeeRepository extends JpaRepository<Employee, Long> {

		EmployeeView findViewByEmail(String email);

		EmployeeDto findDtoByEmail(String email);

	}

	interface EmployeeView {

		String getEmail();

	}

	interface OpenView {

		@Value("#{'to ' + target.email}")
		String getContact();

	}

	record EmployeeDto(String email) {
	}

	record Staff(Company company) {

		public List<Employee> employees() {
			return this.company.employees;
		}

		public List<Employee> getEmployees() {
			return this.company.employees;
		}

	}

	static class Node {

		private @Nullable Node parent;

		private final List<Node> children = new ArrayList<>();

		public @Nullable Node getParent() {
			return this.parent;
		}

		public List<Node> getChildren() {
			return this.children;
		}

	}

	@Entity(name = "Company")
	@Table(name = "company")
	static class Company {

		@Id
		private long id;

		private String name = "";

		private @Nullable LocalDate founded;

		@OneToMany(mappedBy = "company", cascade = CascadeType.ALL)
		private List<Employee> employees = new ArrayList<>();

		protected Company() {
		}

		Company(long id, String name, LocalDate founded) {
			this.id = id;
			this.name = name;
			this.founded = founded;
		}

		public long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public @Nullable LocalDate getFounded() {
			return this.founded;
		}

	}

	@Entity(name = "Employee")
	@Table(name = "employee")
	static class Employee {

		@Id
		private long id;

		private String email = "";

		@ManyToOne(fetch = FetchType.LAZY)
		private @Nullable Company company;

		protected Employee() {
		}

		Employee(long id, String email, @Nullable Company company) {
			this.id = id;
			this.email = email;
			this.company = company;
		}

		public long getId() {
			return this.id;
		}

		public String getEmail() {
			return this.email;
		}

		public @Nullable Company getCompany() {
			return this.company;
		}

	}

}
