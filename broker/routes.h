// The table of routes.
#pragma once

#include <vector>

#include "web/router.h"

namespace tally {

// In order: the first that fits a path wins.
std::vector<web::Route> routes();

}  // namespace tally
