// The device of a run, chosen from those available.
#pragma once

#include <QComboBox>

#include "core/compute/compute_context.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

/// Offers "auto" and the CPU, and CUDA devices by name once they are known: they are queried on a worker
/// thread when the box is first shown, since that loads torch. The item data are values of
/// TrainingOptions::device.
class DeviceBox : public QComboBox {
    Q_OBJECT

  public:
    explicit DeviceBox(QWidget* parent = nullptr);

    /// Adds the available CUDA devices.
    void offer(const AvailableDevices& available);

  Q_SIGNALS:
    void offered();  ///< the available devices are in the list

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    bool m_asked = false;
    JobRunner m_runner;
};

}  // namespace priorscope
