// --verbose: what is sent and what comes back, on stderr and without secrets.
#pragma once

#include <memory>

#include "http/client.h"

namespace tally::cli {

std::unique_ptr<http::Client> spoken_client(std::unique_ptr<http::Client> client);

}  // namespace tally::cli
