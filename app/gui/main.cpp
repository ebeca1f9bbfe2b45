#include "app/gui/program.hpp"
#include "core/compute/compute_settings.hpp"

int main(int argc, char** argv) {
    priorscope::setComputeEnvironment();
    return priorscope::runProgram(argc, argv);
}
