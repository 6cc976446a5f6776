#include <tally/catch2.h>

#include "greeter_provider.h"

const int tests_of_contracts = tally::verify_each(greeter());
