#include "widgets/training/form/device_box.hpp"

namespace priorscope {

DeviceBox::DeviceBox(QWidget* parent) : QComboBox(parent) {
    addItem(tr("automatic"), QStringLiteral("auto"));
    addItem(tr("CPU"), QStringLiteral("cpu"));
    // A run that is started without torch fails with the same message.
    connect(&m_runner, &JobRunner::failed, this,
            [this](const JobFailure& failure) { setToolTip(failure.message); });
}

void DeviceBox::offer(const AvailableDevices& available) {
    for (const DeviceInfo& info : available.devices) {
        if (info.device.kind == DeviceKind::cuda) {
            const QString text = QString::fromStdString(deviceText(info));
            const QString device = QString::fromStdString(deviceText(info.device));
            const int at = findData(device);
            if (at < 0) {
                addItem(text, device);
            } else {
                setItemText(at, text);
            }
        }
    }
    Q_EMIT offered();
}

void DeviceBox::showEvent(QShowEvent* event) {
    QComboBox::showEvent(event);
    if (!m_asked) {
        m_asked = true;
        m_runner.start(
            {}, [](const std::stop_token&, const ProgressFn&) { return availableDevices(); },
            [this](const AvailableDevices& available) { offer(available); });
    }
}

}  // namespace priorscope
