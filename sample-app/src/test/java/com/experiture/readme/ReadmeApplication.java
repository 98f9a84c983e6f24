package com.experiture.readme;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that the README's reader has already.
 */
@SpringBootApplication
class ReadmeApplication {

}
