// The function table that core's torch half exports to the other half.
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/compute/compute.hpp"
#include "core/compute/torch_device.hpp"
#include "core/compute/torch_half.hpp"
#include "core/interchange/export_job.hpp"
#include "core/interchange/weights/exported_detector.hpp"
#include "core/interchange/weights/weights_in.hpp"
#include "core/model/network_runner.hpp"
#include "core/model/ssd/measured_receptive_field.hpp"
#include "core/model/ssd/ssd_network.hpp"
#include "core/training/run_opening.hpp"
#include "core/training/step/measured_rates.hpp"
#include "core/training/step/measured_step.hpp"

using priorscope::TorchHalf;

/// Looked up by name after the library has been loaded.
extern "C" const TorchHalf& priorscopeTorchHalf() {
    static const TorchHalf half = [] {
        priorscope::configureTorch();
        return TorchHalf{.available_devices = priorscope::torch_half::availableDevices,
                         .build_ssd = priorscope::torch_half::buildSsd,
                         .create_runner = priorscope::torch_half::createRunner,
                         .receptive_fields = priorscope::torch_half::receptiveFields,
                         .save_detector = priorscope::torch_half::saveDetector,
                         .load_detector = priorscope::torch_half::loadDetector,
                         .load_weights = priorscope::torch_half::loadWeights,
                         .export_detector = priorscope::torch_half::exportDetector,
                         .start_training = priorscope::torch_half::startTraining,
                         .resume_training = priorscope::torch_half::resumeTraining,
                         .measure_step = priorscope::torch_half::measureStep,
                         .sweep_rate = priorscope::torch_half::sweepRate};
    }();
    return half;
}
