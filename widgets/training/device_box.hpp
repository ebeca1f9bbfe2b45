// The device of a run, among those that are there.
#pragma once

#include <QComboBox>

#include "core/compute/compute_context.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

/// Offers "auto" and the CPU, and CUDA devices by their names once it is known which there are: that is asked
/// for when it is first shown, on a thread, since it loads torch. Its data are texts of
/// TrainingOptions::device.
class DeviceBox : public QComboBox {
    Q_OBJECT

  public:
    explicit DeviceBox(QWidget* parent = nullptr);

    /// Adds the CUDA devices among them.
    void offer(const AvailableDevices& available);

  Q_SIGNALS:
    void offered();  ///< those that are there stand in the list

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    bool m_asked = false;
    JobRunner m_runner;
};

}  // namespace priorscope
