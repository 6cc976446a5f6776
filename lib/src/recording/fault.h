// What a mock server is told to do wrong, so that a test can see how its client copes. It belongs to the test
// alone: no contract ever says it.
#pragma once

#include "http/fault.h"

namespace tally::recording {

using Fault = http::Fault;

}  // namespace tally::recording
