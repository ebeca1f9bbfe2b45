#include "app/gui/program.hpp"
#include "core/model/detector.hpp"

int main(int argc, char** argv) {
    priorscope::ensureComputeEnvironment(argv);
    return priorscope::runProgram(argc, argv);
}
