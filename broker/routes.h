// The table of routes.
#pragma once

#include <string_view>
#include <vector>

#include "web/protection.h"
#include "web/router.h"

namespace tally {

// In order: the first that fits a path wins.
std::vector<web::Route> routes();

// What a request needs to be allowed to do. `route` is null where none fits the path.
web::Permission needed_permission(std::string_view method, const web::Route* route,
                                  const web::Protection& protection);

}  // namespace tally
