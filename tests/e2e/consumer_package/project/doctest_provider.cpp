#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <tally/doctest.h>

#include "greeter_provider.h"

const int tests_of_contracts = tally::verify_each(greeter());
